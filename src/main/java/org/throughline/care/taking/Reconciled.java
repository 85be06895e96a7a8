package org.throughline.care.taking;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * That somebody went through what a patient takes.
 *
 * @param at when, as FHIR has it
 * @param by who did; empty when nobody is named
 * @param with by which source it was verified
 */
public record Reconciled(String at, String by, List<Source> with) {
    public Reconciled {
        with = List.copyOf(with);
    }

    /**
     * When, by whom and with whom, for people.
     *
     * @param date shows a FHIR date
     */
    public String words(UnaryOperator<String> date) {
        String sources = with.stream().map(Source::words).collect(Collectors.joining(" and "));
        return date.apply(at)
                + (by.isEmpty() ? "" : " by " + by)
                + (sources.isEmpty() ? "" : ", verified with " + sources);
    }

    /** Whom or what it was verified with. */
    public enum Source {
        PATIENT("the patient"),
        CAREGIVER("a caregiver"),
        PHARMACY("the pharmacy's list");

        private final String words;

        Source(String words) {
            this.words = words;
        }

        /** As it follows "verified with". */
        public String words() {
            return words;
        }

        /** As it is written in forms and codes. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
