package org.throughline.care.immunization;

import java.util.List;

/**
 * Something that happened after a vaccine, as an AdverseEvent says it.
 *
 * @param kind our code of what it was; empty for what has none of ours
 * @param words of what it was
 * @param began when, as FHIR has it
 * @param outcomes what it led to
 * @param recovered a code of FHIR's outcomes of adverse events; empty when not said
 * @param dose the id of the Immunization; empty when it names none
 * @param vaccine its vaccine, in words
 * @param cvx its code; empty when not known
 * @param recorded when it was recorded
 * @param kept whether whoever asks may not see it
 */
public record Happened(
        String id,
        int version,
        String kind,
        String words,
        String began,
        boolean serious,
        List<Outcome> outcomes,
        String recovered,
        String dose,
        String vaccine,
        String cvx,
        String by,
        String recorded,
        boolean kept) {
    public Happened {
        outcomes = List.copyOf(outcomes);
    }

    /** What an event led to; the list is that of VAERS' form. */
    public enum Outcome {
        VISIT("Visit to a doctor's office", false),
        EMERGENCY("Emergency room or urgent care", false),
        HOSPITAL("Stay in hospital", true),
        LONGER("Longer stay in hospital", true),
        LIFE("Life-threatening illness", true),
        DISABILITY("Disability or permanent damage", true),
        DEATH("Death", true),
        BIRTH_DEFECT("Congenital anomaly or birth defect", true);

        private final String words;
        private final boolean serious;

        Outcome(String words, boolean serious) {
            this.words = words;
            this.serious = serious;
        }

        public String words() {
            return words;
        }

        /** Whether it makes the event a serious one, by the definition of the FDA (21 CFR 600.80). */
        public boolean serious() {
            return serious;
        }
    }

    /** What is to be recorded. */
    public record New(String kind, String words, String began, List<Outcome> outcomes, String recovered) {
        public New {
            outcomes = List.copyOf(outcomes);
        }

        boolean serious() {
            return outcomes.stream().anyMatch(Outcome::serious);
        }
    }
}
