package org.throughline.care.imaging;

/**
 * Something that whoever does or reads an examination must know of the patient.
 *
 * @param words for people: {@code eGFR 55 mL/min/1.73 m2}
 * @param date of when, as FHIR has it; empty when that says nothing
 * @param reference to where it stands in the chart; empty for what is not known
 * @param warns whether it speaks against going on without a look
 */
public record Fact(String words, String date, String reference, boolean warns) {
    static Fact unknown(String words) {
        return new Fact(words, "", "", true);
    }
}
