package org.throughline.safety;

import java.util.List;
import org.throughline.safety.answer.Reason;
import org.throughline.safety.patient.DrugOrder;
import org.throughline.safety.patient.Order;
import org.throughline.safety.rule.DrugRule;
import org.throughline.safety.rule.Equation;
import org.throughline.safety.rule.Kind;
import org.throughline.safety.rule.Knowledge;
import org.throughline.terminology.drug.Ingredient;

/** Whether what is ordered goes with how the patient is: kidneys, problems, pregnancy. */
final class DrugRuleCheck implements Check {
    private final Kind kind;
    private final List<DrugRule> rules;

    DrugRuleCheck(Knowledge knowledge, Kind kind) {
        this.kind = kind;
        this.rules = knowledge.drugRules(kind);
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public boolean concerns(Order order) {
        return order instanceof DrugOrder;
    }

    @Override
    public void check(Case of, Order order, Answering answer) {
        Drug drug = of.of((DrugOrder) order);
        if (!drug.known()) {
            answer.unchecked(Judge.unknown(drug));
        }
        Judge judge = new Judge(of);
        for (Ingredient each : drug.ingredients()) {
            if (!note(rules, judge, new Judge.Party(drug, each), answer)
                    && drug.treatment().systemic()) {
                Coverage.note(of, each, kind, answer);
            } else if (kind == Kind.RENAL) {
                noteUnstable(of, answer);
            }
        }
    }

    /** Notes what rules say of a substance of a drug; whether there is one for it. */
    static boolean note(List<DrugRule> rules, Judge judge, Judge.Party party, Answering answer) {
        Ingredient ingredient = party.ingredient();
        boolean any = false;
        for (DrugRule each : rules) {
            if (each.drugs().has(ingredient)
                    && (each.local() || party.drug().treatment().systemic())) {
                any = true;
                answer.note(
                        each.rule(),
                        ingredient.tallMan() + ": " + each.rule().effect(),
                        List.of(party),
                        judge.all(each.rule().when(), party, null),
                        judge.lower(each.rule(), party, null));
            }
        }
        return any;
    }

    private static void noteUnstable(Case of, Answering answer) {
        Kidneys.Function function = of.kidneys.by(Equation.EGFR).value();
        Reason unstable = function == null ? null : function.unstable();
        if (unstable != null) {
            answer.unchecked(unstable);
        }
    }
}
