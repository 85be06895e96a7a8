package org.throughline.safety.rule;

import java.util.List;
import java.util.Set;
import org.throughline.terminology.Coding;

/**
 * Diagnoses that mean the same to a rule.
 *
 * @param name for people: {@code epilepsy}
 * @param ranges of ICD-10-CM, without points, both ends with all that is below them
 * @param snomed codes of SNOMED CT's Global Patient Set
 */
public record ConditionGroup(String id, String name, List<Range> ranges, Set<String> snomed) {
    /** From one code of ICD-10-CM to another. */
    public record Range(String from, String to) {
        boolean has(String code) {
            String upper = code.length() > to.length() ? code.substring(0, to.length()) : code;
            return code.compareTo(from) >= 0 && upper.compareTo(to) <= 0;
        }
    }

    public ConditionGroup {
        ranges = List.copyOf(ranges);
        snomed = Set.copyOf(snomed);
    }

    /** Whether one of the codes belongs to it. */
    public boolean has(List<Coding> codes) {
        return codes.stream().anyMatch(this::has);
    }

    private boolean has(Coding coding) {
        return switch (coding.system()) {
            case Coding.ICD_10_CM -> hasDiagnosis(coding.code().replace(".", ""));
            case Coding.SNOMED -> snomed.contains(coding.code());
            default -> false;
        };
    }

    private boolean hasDiagnosis(String code) {
        return ranges.stream().anyMatch(each -> each.has(code));
    }
}
