package org.throughline.safety;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.throughline.safety.answer.Reason;

/**
 * Whether a condition holds.
 *
 * @param missing why it is not known; empty unless it is {@link Truth#UNKNOWN}
 * @param facts what it was judged by, for the key of the finding
 * @param about ids of what of the patient's it was judged by
 * @param kept whether something private was among it
 */
record Verdict(Truth truth, List<Reason> missing, Set<String> facts, Set<String> about, boolean kept) {
    enum Truth {
        TRUE,
        FALSE,
        UNKNOWN
    }

    Verdict {
        missing = List.copyOf(missing);
        facts = Set.copyOf(facts);
        about = Set.copyOf(about);
    }

    static final Verdict TRUE = new Verdict(Truth.TRUE, List.of(), Set.of(), Set.of(), false);

    static Verdict of(boolean holds, String fact) {
        return new Verdict(holds ? Truth.TRUE : Truth.FALSE, List.of(), Set.of(fact), Set.of(), false);
    }

    static Verdict unknown(Reason reason) {
        return new Verdict(Truth.UNKNOWN, List.of(reason), Set.of(), Set.of(), false);
    }

    static Verdict unknown(List<Reason> reasons) {
        return new Verdict(Truth.UNKNOWN, reasons, Set.of(), Set.of(), false);
    }

    boolean holds() {
        return truth == Truth.TRUE;
    }

    Verdict not() {
        Truth other = switch (truth) {
            case TRUE -> Truth.FALSE;
            case FALSE -> Truth.TRUE;
            case UNKNOWN -> Truth.UNKNOWN;
        };
        return new Verdict(other, missing, facts, about, kept);
    }

    /** All must hold: false as soon as one is, else unknown as soon as one is. */
    static Verdict all(List<Verdict> verdicts) {
        return join(verdicts, Truth.FALSE, Truth.TRUE);
    }

    /** One must hold. */
    static Verdict any(List<Verdict> verdicts) {
        return join(verdicts, Truth.TRUE, Truth.FALSE);
    }

    private static Verdict join(List<Verdict> verdicts, Truth decisive, Truth otherwise) {
        Truth truth = otherwise;
        List<Reason> missing = new ArrayList<>();
        Set<String> facts = new TreeSet<>();
        Set<String> about = new TreeSet<>();
        boolean kept = false;
        for (Verdict each : verdicts) {
            if (each.truth == decisive) {
                truth = decisive;
            } else if (each.truth == Truth.UNKNOWN && truth != decisive) {
                truth = Truth.UNKNOWN;
            }
            missing.addAll(each.missing);
            facts.addAll(each.facts);
            about.addAll(each.about);
            kept |= each.kept;
        }
        return new Verdict(truth, truth == Truth.UNKNOWN ? missing : List.of(), facts, about, kept);
    }
}
