package org.throughline.care.chart;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who a chart is about.
 *
 * @param number the number that the practice knows the patient by; empty when there is none
 * @param birthDate as FHIR has it, perhaps only a year; empty when unknown
 * @param gender administrative gender in FHIR's codes; empty when unknown
 * @param deceased the date of death as FHIR has it, {@code unknown date} when only the fact is known; null for the
 *     living
 * @param former numbers that the patient was known by in records that were merged into this one
 * @param replaced whether the record was merged into another one, and is there for its history only
 * @param photo the number of the version of the Patient that has a photo; 0 when there is none
 */
public record Person(
        String id,
        String family,
        String given,
        String title,
        String number,
        String birthDate,
        String gender,
        @Nullable String deceased,
        String phone,
        List<String> former,
        boolean replaced,
        int photo) {
    public Person {
        former = List.copyOf(former);
    }

    /** As staff read it in lists and on buttons: {@code MARLOWE, Ada}. */
    public String listed() {
        return family.toUpperCase(Locale.ROOT) + ", " + given;
    }
}
