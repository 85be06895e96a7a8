package org.throughline.search.query;

import java.util.List;

/** Which resources a search is over. */
public sealed interface Target {

    /** All resources of one type. */
    record OfType(String type) implements Target {}

    /** Resources of several types; all types when the list is empty. */
    record OfSystem(List<String> types) implements Target {
        public OfSystem {
            types = List.copyOf(types);
        }
    }

    /** The resources of one type, or of all types ({@code *}), in a compartment such as {@code Patient/1}. */
    record InCompartment(String centre, String id, String type) implements Target {}
}
