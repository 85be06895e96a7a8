package org.throughline.clinic.privacy;

import java.util.Arrays;
import org.throughline.access.Sensitivity;
import org.throughline.access.place.Rule;
import org.throughline.ui.SensitivityWords;

/** What the rules of the place are about, for people. */
public final class RuleWords {
    private RuleWords() {}

    /** The kind of care, of sensitive information or of days that a rule is about; empty for none. */
    public static String kind(Rule rule) {
        return switch (rule.kind()) {
            case "sti" -> "Sexually transmitted infections";
            case "contraception" -> "Contraception";
            case "mental" -> "Mental health";
            case "substance" -> "Substance use";
            case "general" -> "Any care";
            case "working" -> "Working days";
            default ->
                Arrays.stream(Sensitivity.values())
                        .filter(each -> each.name().equals(rule.kind()))
                        .map(SensitivityWords::of)
                        .findFirst()
                        .orElse(rule.kind());
        };
    }
}
