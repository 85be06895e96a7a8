package org.throughline.clinic.entry;

import java.util.stream.Collectors;
import org.throughline.care.entry.Concept;
import org.throughline.terminology.Coding;

/** The codes of a concept in words. */
final class Codes {
    private Codes() {}

    /** As in {@code SNOMED CT 38341003 · ICD-10-CM I10}; empty when it is only words. */
    static String words(Concept concept) {
        return concept.codings().stream()
                .map(coding -> system(coding.system()) + " " + coding.code())
                .collect(Collectors.joining(" · "));
    }

    private static String system(String uri) {
        return switch (uri) {
            case Coding.SNOMED -> "SNOMED CT";
            case Coding.ICD_10_CM -> "ICD-10-CM";
            case Coding.RXNORM -> "RxNorm";
            case "http://loinc.org" -> "LOINC";
            default -> uri.substring(uri.lastIndexOf('/') + 1);
        };
    }
}
