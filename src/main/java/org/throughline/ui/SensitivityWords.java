package org.throughline.ui;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.throughline.access.Rights;
import org.throughline.access.Sensitivity;

/** What the kinds of sensitive information are called for people. */
public final class SensitivityWords {
    private SensitivityWords() {}

    public static String of(Sensitivity sensitivity) {
        return switch (sensitivity) {
            case ETH -> "Substance use";
            case PSY -> "Mental health";
            case PSYTHPN -> "Notes of psychotherapy";
            case HIV -> "HIV";
            case STD -> "Sexually transmitted disease";
            case SEX -> "Sexual and reproductive health";
            case SDV -> "Sexual assault and domestic violence";
            case GDIS -> "Genetics";
            case ADOL -> "What a minor keeps from those who act for them";
            case PRS -> "What a patient asked in confidence";
        };
    }

    /**
     * The kinds that somebody does not see, of those that whoever treats a patient sees; empty when there is none. What
     * is kept back of a chart is not said, or it would be known; that something may be kept back must be, or a list that
     * is empty for this reader would read as one that is empty.
     */
    public static String unseen(Rights rights) {
        if (!rights.bound() || rights.clearances().contains(Rights.ALL)) {
            return "";
        }
        Set<String> seen = rights.clearances();
        return Arrays.stream(Sensitivity.values())
                .filter(kind -> Sensitivity.OF_TREATMENT.contains(kind.name()) && !seen.contains(kind.name()))
                .map(SensitivityWords::of)
                .collect(Collectors.joining(", "));
    }
}
