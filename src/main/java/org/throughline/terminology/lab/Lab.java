package org.throughline.terminology.lab;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.terminology.Coding;
import org.throughline.terminology.Entry;

/**
 * A laboratory test, or a panel of several.
 *
 * @param entry its name, the part of the catalogue it is in, and its LOINC code when one fits
 * @param specimen what is taken of the patient, in words
 * @param unit UCUM; null for what is answered in words, and for panels
 * @param decimals as many as are shown
 * @param serial whether it is repeated by nature, so that a second one soon after is no mistake
 * @param usual the answers that are as they should be; empty when words are free
 * @param unusual the answers that are not
 * @param members of a panel the names of its tests, and of panels within it; else empty
 */
public record Lab(
        Entry entry,
        String specimen,
        @Nullable String unit,
        int decimals,
        boolean serial,
        List<String> usual,
        List<String> unusual,
        List<String> members) {
    public Lab {
        usual = List.copyOf(usual);
        unusual = List.copyOf(unusual);
        members = List.copyOf(members);
    }

    /** Its own short name. */
    public String name() {
        return entry.name();
    }

    /** Its LOINC code, when one fits. */
    public Optional<Coding> loinc() {
        return entry.coding(Coding.LOINC);
    }

    /** Whether it is made of others. */
    public boolean isPanel() {
        return !members.isEmpty();
    }

    /** What is to be said of an answer in words; nothing when the test does not judge it. */
    public Optional<Flag> flag(String answer) {
        if (unusual.isEmpty()) {
            return Optional.empty();
        }
        if (contains(unusual, answer)) {
            return Optional.of(Flag.ABNORMAL);
        }
        return contains(usual, answer) ? Optional.of(Flag.NORMAL) : Optional.empty();
    }

    private static boolean contains(List<String> answers, String answer) {
        return answers.stream().anyMatch(each -> each.equalsIgnoreCase(answer.strip()));
    }
}
