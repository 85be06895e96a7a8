package org.throughline.care.result;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What grew in a culture, and what it is susceptible to. Pure.
 *
 * @param isolates the organisms, in the order of the report
 */
public record Culture(List<Isolate> isolates) {
    /** Nothing grew, or it is no culture. */
    public static final Culture NONE = new Culture(List.of());

    public Culture {
        isolates = List.copyOf(isolates);
    }

    /** The antibiotics that anything was tested against, each once. */
    public List<String> antibiotics() {
        return isolates.stream()
                .flatMap(each -> each.tested().stream())
                .map(Tested::antibiotic)
                .distinct()
                .sorted(String.CASE_INSENSITIVE_ORDER)
                .toList();
    }

    /**
     * An organism that grew.
     *
     * @param id of its Observation
     * @param quantity as its laboratory says it; empty for none
     * @param comment empty for none
     */
    public record Isolate(String id, String organism, String quantity, String comment, List<Tested> tested) {
        public Isolate {
            tested = List.copyOf(tested);
        }

        /** What was found for an antibiotic; empty when it was not tested. */
        public Optional<Tested> tested(String antibiotic) {
            return tested.stream()
                    .filter(each -> each.antibiotic().equals(antibiotic))
                    .findFirst();
        }
    }

    /**
     * One antibiotic against one organism.
     *
     * @param value the least concentration that inhibits it, or the zone around it, as it was measured; empty for none
     */
    public record Tested(String antibiotic, String value, Susceptibility judged) {}

    /**
     * How an organism responds.
     *
     * @see <a href="http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation">the code system of its codes</a>
     */
    public enum Susceptibility {
        SUSCEPTIBLE("S", "susceptible"),
        DOSE_DEPENDENT("SDD", "susceptible at a higher dose"),
        INTERMEDIATE("I", "intermediate"),
        NOT_SUSCEPTIBLE("NS", "not susceptible"),
        RESISTANT("R", "resistant"),
        /** Measured, and its laboratory does not judge it. */
        NOT_JUDGED("", "not judged");

        private final String code;
        private final String words;

        Susceptibility(String code, String words) {
            this.code = code;
            this.words = words;
        }

        /** Its code in HL7's list of interpretations. */
        public String code() {
            return code;
        }

        /** For people. */
        public String words() {
            return words;
        }

        /** Whether the antibiotic will not do. */
        public boolean isResistant() {
            return this == RESISTANT || this == NOT_SUSCEPTIBLE;
        }

        /** The one of a code; empty for the codes that say something else. */
        public static Optional<Susceptibility> of(String code) {
            return Arrays.stream(values())
                    .filter(each -> each != NOT_JUDGED && each.code.equals(code))
                    .findFirst();
        }
    }
}
