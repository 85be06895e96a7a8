package org.throughline.safety;

import java.util.List;
import org.throughline.safety.patient.DrugOrder;
import org.throughline.safety.patient.Order;
import org.throughline.safety.patient.Part;
import org.throughline.safety.patient.Treatment;
import org.throughline.safety.rule.DuplicateRule;
import org.throughline.safety.rule.Kind;
import org.throughline.safety.rule.Knowledge;
import org.throughline.terminology.drug.Ingredient;
import org.throughline.terminology.drug.Product;
import org.throughline.terminology.drug.Route;
import org.throughline.terminology.sig.Sig;

/** Whether the patient already takes the same substance, or another one that does the same. */
final class DuplicateCheck implements Check {
    private final List<DuplicateRule> rules;

    DuplicateCheck(Knowledge knowledge) {
        this.rules = knowledge.duplicates();
    }

    @Override
    public Kind kind() {
        return Kind.DUPLICATE;
    }

    @Override
    public boolean concerns(Order order) {
        return order instanceof DrugOrder;
    }

    @Override
    public void check(Case of, Order order, Answering answer) {
        Drug drug = of.of((DrugOrder) order);
        Judge judge = new Judge(of);
        answer.unchecked(judge.gaps(Part.DRUGS));
        Coverage.note(of, drug, kind(), answer);
        for (Drug other : of.beside(drug)) {
            if (!other.current()) {
                continue;
            }
            if (!other.known()) {
                answer.unchecked(Judge.unknown(other));
            } else if (other.treatment().systemic() == drug.treatment().systemic()) {
                rules.forEach(each -> check(judge, each, drug, other, answer));
            }
        }
    }

    private static void check(Judge judge, DuplicateRule rule, Drug mine, Drug theirs, Answering answer) {
        if (rule.local() == mine.treatment().systemic()) {
            return;
        }
        for (Ingredient one : mine.ingredients()) {
            for (Ingredient other : theirs.ingredients()) {
                boolean same = one.rxcui().equals(other.rxcui());
                if (same == rule.sameIngredient()
                        && rule.drugs().has(one)
                        && rule.drugs().has(other)) {
                    note(judge, rule, new Judge.Party(mine, one), new Judge.Party(theirs, other), answer);
                }
            }
        }
    }

    private static void note(Judge judge, DuplicateRule rule, Judge.Party mine, Judge.Party theirs, Answering answer) {
        if (rule.unless().stream().anyMatch(each -> holds(each, mine, theirs))) {
            return;
        }
        answer.note(
                rule.rule(),
                words(mine.ingredient(), theirs.ingredient()) + ": "
                        + rule.rule().effect(),
                List.of(mine, theirs),
                judge.all(rule.rule().when(), mine, theirs),
                judge.lower(rule.rule(), mine, theirs));
    }

    private static String words(Ingredient one, Ingredient other) {
        if (one.rxcui().equals(other.rxcui())) {
            return one.tallMan() + " twice";
        }
        return one.tallMan().compareToIgnoreCase(other.tallMan()) <= 0
                ? one.tallMan() + " and " + other.tallMan()
                : other.tallMan() + " and " + one.tallMan();
    }

    private static boolean holds(DuplicateRule.Unless unless, Judge.Party mine, Judge.Party theirs) {
        Treatment one = mine.drug().treatment();
        Treatment other = theirs.drug().treatment();
        Product product = one.product();
        Product another = other.product();
        return switch (unless) {
            case OTHER_ROUTE -> one.way() != other.way();
            case AS_NEEDED -> one.sig() != null && other.sig() != null && asNeeded(one.sig()) != asNeeded(other.sig());
            case NOT_BOTH_LONG -> product == null || another == null || !extended(product) || !extended(another);
            case OTHER_RELEASE -> product != null && another != null && extended(product) != extended(another);
            case OTHER_STRENGTH ->
                product != null
                        && another != null
                        && product.form() == another.form()
                        && product.ingredients().equals(another.ingredients())
                        && !product.strengths().equals(another.strengths());
        };
    }

    private static boolean asNeeded(Sig sig) {
        return sig.steps().stream().anyMatch(each -> each.asNeeded() != null);
    }

    private static boolean extended(Product product) {
        return product.form().name().startsWith("EXTENDED") || product.route() == Route.TRANSDERMAL;
    }
}
