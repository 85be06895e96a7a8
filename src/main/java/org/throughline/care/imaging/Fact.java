package org.throughline.care.imaging;

import org.throughline.fhir.json.JsonObject;
import org.throughline.record.Copy;

/**
 * Something that whoever does or reads an examination must know of the patient.
 *
 * @param words for people: {@code eGFR 55 mL/min/1.73 m2}
 * @param date of when, as FHIR has it; empty when that says nothing
 * @param reference to where it stands in the chart; empty for what is not known
 * @param warns whether it speaks against going on without a look
 * @param holder the other organization that holds it; empty for our own and what is not known
 */
public record Fact(String words, String date, String reference, boolean warns, String holder) {
    static Fact unknown(String words) {
        return new Fact(words, "", "", true, "");
    }

    /** What a resource of the chart tells, ours or another's. */
    static Fact of(String words, String date, JsonObject resource, boolean warns) {
        return new Fact(
                words,
                date,
                Studies.reference(resource),
                warns,
                Copy.holder(resource).orElse(""));
    }
}
