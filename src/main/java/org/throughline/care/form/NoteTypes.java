package org.throughline.care.form;

import java.util.List;
import org.throughline.terminology.Coding;

/**
 * What kinds of notes there are, those that US Core names and what practices write beside.
 *
 * @see <a href="https://hl7.org/fhir/us/core/STU6.1/clinical-notes.html">US Core Clinical Notes</a>
 */
public final class NoteTypes {
    public static final Coding PROGRESS = loinc("11506-3", "Progress note");
    public static final List<Coding> ALL = List.of(
            PROGRESS,
            loinc("34117-2", "History and physical note"),
            loinc("11488-4", "Consult note"),
            loinc("28570-0", "Procedure note"),
            loinc("18842-5", "Discharge summary"),
            loinc("34748-4", "Telephone encounter Note"));

    private NoteTypes() {}

    private static Coding loinc(String code, String display) {
        return new Coding(Coding.LOINC, code, display);
    }

    /** The kind of a code; a progress note for any other. */
    public static Coding of(String code) {
        return ALL.stream().filter(type -> type.code().equals(code)).findFirst().orElse(PROGRESS);
    }
}
