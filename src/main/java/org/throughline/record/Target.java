package org.throughline.record;

/** Which resource a write is for. */
public sealed interface Target {
    String type();

    /** The resource of this id. */
    record ById(String type, String id) implements Target {}

    /** The one resource that matches these search criteria ({@code identifier=a|1}). */
    record ByCriteria(String type, String criteria) implements Target {}
}
