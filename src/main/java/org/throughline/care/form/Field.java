package org.throughline.care.form;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.terminology.Coding;

/**
 * A field of a form.
 *
 * @param key its linkId, by which calculations and conditions name it
 * @param unit of a number: a UCUM code; empty for none
 * @param code what it asks for, when it is observed by a code
 * @param category of the observation that it becomes: {@code vital-signs}, {@code survey}, {@code exam},
 *     {@code social-history}
 * @param lands whether the answer becomes an entry of the chart when the note is signed: an observation, a problem or an
 *     allergy, by its kind
 * @param last whether it begins with the patient's last value of this code
 * @param initial a FHIRPath expression that gives what it begins with; empty for nothing
 * @param shown all of these must hold for it to be shown
 * @param formula of a calculation, as somebody wrote it; empty when it was not written here
 * @param expression of a calculation, in FHIRPath
 */
public record Field(
        String key,
        String label,
        Kind kind,
        String help,
        boolean required,
        String unit,
        List<Option> options,
        @Nullable Coding code,
        String category,
        boolean lands,
        boolean last,
        String initial,
        List<Shown> shown,
        String formula,
        String expression) {
    public static final String REASON_OF_VISIT =
            "%encounter.reasonCode.select(iif(text.exists(), text, coding.display.first())).first()";

    public Field {
        options = List.copyOf(options);
        shown = List.copyOf(shown);
    }

    /** A field that only has a name. */
    public static Field of(String key, String label, Kind kind) {
        return new Field(key, label, kind, "", false, "", List.of(), null, "", false, false, "", List.of(), "", "");
    }

    /** The same field with other options. */
    public Field with(List<Option> others) {
        return new Field(
                key,
                label,
                kind,
                help,
                required,
                unit,
                others,
                code,
                category,
                lands,
                last,
                initial,
                shown,
                formula,
                expression);
    }

    /** The option of a code; null when there is none. */
    @Nullable
    Option option(String chosen) {
        return options.stream()
                .filter(option -> option.code().equals(chosen))
                .findFirst()
                .orElse(null);
    }

    /** Whether it may hold what is pulled in from the chart. */
    public boolean pulls() {
        return kind == Kind.TEXT;
    }

    /** The linkId of what was pulled in to it. */
    public String pulledKey() {
        return key + PULLED;
    }

    static final String PULLED = "-pulled";
}
