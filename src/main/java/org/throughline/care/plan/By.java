package org.throughline.care.plan;

import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * Who changes something, and when.
 *
 * @param reference as the record refers to them, or the address of the resource at another organization; empty for whoever has
 *     only a name
 * @param name of the person
 * @param npi the National Provider Identifier; empty when none is known
 * @param organization for which they work, when that is not ours; else empty
 * @param at in the time zone of the practice, in which days begin
 */
public record By(String reference, String name, String npi, String organization, ZonedDateTime at) {
    /** Person and organization. */
    public String display() {
        return organization.isEmpty() ? name : name + ", " + organization;
    }

    /** The day, as FHIR writes it. */
    String day() {
        return at.toLocalDate().toString();
    }

    /** A Reference to the person, as what they are called with their organization. */
    JsonObject json() {
        return JsonObject.builder()
                .addIfPresent("reference", reference.isEmpty() ? null : reference)
                .add("display", display())
                .build();
    }

    /** An Annotation. */
    JsonObject annotation(String text) {
        JsonObject.Builder annotation = JsonObject.builder();
        return (reference.isEmpty()
                        ? annotation.add("authorString", display())
                        : annotation.add("authorReference", json()))
                .add("time", at.toInstant().truncatedTo(ChronoUnit.SECONDS).toString())
                .add("text", new JsonString(text.strip()))
                .build();
    }
}
