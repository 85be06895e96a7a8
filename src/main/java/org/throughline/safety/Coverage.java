package org.throughline.safety;

import org.throughline.safety.answer.Reason;
import org.throughline.safety.answer.Why;
import org.throughline.safety.rule.Kind;
import org.throughline.terminology.drug.Ingredient;

/** Whether the rules of a kind were written with a drug in mind: a drug that they do not know is not clear. */
final class Coverage {
    private Coverage() {}

    /** Notes that the drug is not known, or which of its substances the rules do not know. */
    static void note(Case of, Drug drug, Kind kind, Answering answer) {
        if (!drug.known()) {
            answer.unchecked(Judge.unknown(drug));
        }
        for (Ingredient each : drug.ingredients()) {
            if (!considered(of, each, kind)) {
                answer.unchecked(
                        new Reason(Why.NO_RULES, "there are no " + kind.words() + " rules for " + each.tallMan()));
            }
        }
    }

    static boolean considered(Case of, Ingredient ingredient, Kind kind) {
        return of.knowledge
                .substance(ingredient.rxcui())
                .filter(each -> each.considered().contains(kind))
                .isPresent();
    }
}
