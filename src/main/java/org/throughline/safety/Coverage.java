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
        drug.ingredients().forEach(each -> note(of, each, kind, answer));
    }

    /** Notes it when the rules do not know a substance. */
    static void note(Case of, Ingredient ingredient, Kind kind, Answering answer) {
        if (of.knowledge
                .substance(ingredient.rxcui())
                .filter(each -> each.considered().contains(kind))
                .isEmpty()) {
            answer.unchecked(new Reason(
                    Why.NO_RULES,
                    "there are no rules of this kind (" + kind.words() + ") for " + ingredient.tallMan()));
        }
    }
}
