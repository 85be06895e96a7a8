package org.throughline.safety;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.throughline.safety.patient.DrugOrder;
import org.throughline.safety.patient.Order;
import org.throughline.safety.patient.Part;
import org.throughline.safety.rule.InteractionRule;
import org.throughline.safety.rule.Kind;
import org.throughline.safety.rule.Knowledge;
import org.throughline.terminology.drug.Ingredient;

/** Whether what is ordered goes with what else the patient takes, took of late or is to take. */
final class InteractionCheck implements Check {
    private final List<InteractionRule> rules;
    private final Map<Way, List<Half>> known = new ConcurrentHashMap<>();

    InteractionCheck(Knowledge knowledge) {
        this.rules = knowledge.interactions();
    }

    @Override
    public Kind kind() {
        return Kind.INTERACTION;
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
        Map<Ingredient, List<Half>> mine = new HashMap<>();
        drug.ingredients().forEach(each -> mine.put(each, halves(drug, each)));
        for (Drug other : of.beside(drug)) {
            if (!other.known()) {
                if (other.current()) {
                    answer.unchecked(Judge.unknown(other));
                }
                continue;
            }
            mine.forEach((ingredient, halves) ->
                    halves.forEach(half -> pair(of, judge, half, new Judge.Party(drug, ingredient), other, answer)));
        }
    }

    /** A rule with the side on which a drug is. */
    private record Half(InteractionRule rule, boolean first) {}

    /** A substance, in the whole body or only where it is put. */
    private record Way(Ingredient ingredient, boolean systemic) {}

    private List<Half> halves(Drug drug, Ingredient ingredient) {
        return known.computeIfAbsent(
                new Way(ingredient, drug.treatment().systemic()), way -> halves(way.ingredient, way.systemic));
    }

    private List<Half> halves(Ingredient ingredient, boolean systemic) {
        List<Half> halves = new ArrayList<>();
        for (InteractionRule each : rules) {
            if (each.a().has(ingredient) && (systemic || each.localA())) {
                halves.add(new Half(each, true));
            }
            if (each.b().has(ingredient) && (systemic || each.localB())) {
                halves.add(new Half(each, false));
            }
        }
        return halves;
    }

    private static void pair(Case of, Judge judge, Half half, Judge.Party mine, Drug other, Answering answer) {
        InteractionRule rule = half.rule;
        boolean systemic = other.treatment().systemic();
        if (!systemic && !(half.first ? rule.localB() : rule.localA())) {
            return;
        }
        if (!recent(of, other, half.first ? rule.washoutB() : rule.washoutA())) {
            return;
        }
        for (Ingredient each : other.ingredients()) {
            boolean fits = half.first ? rule.b().has(each) : rule.a().has(each);
            if (!fits || each.rxcui().equals(mine.ingredient().rxcui())) {
                continue;
            }
            Judge.Party theirs = new Judge.Party(other, each);
            Judge.Party a = half.first ? mine : theirs;
            Judge.Party b = half.first ? theirs : mine;
            answer.note(
                    rule.rule(),
                    words(a, b) + ": " + rule.rule().effect(),
                    List.of(a, b),
                    judge.all(rule.rule().when(), a, b),
                    judge.lower(rule.rule(), a, b));
        }
    }

    /** The names in the order of the alphabet when both could stand on either side. */
    private static String words(Judge.Party a, Judge.Party b) {
        String one = a.ingredient().tallMan() + stopped(a.drug());
        String other = b.ingredient().tallMan() + stopped(b.drug());
        return one.compareToIgnoreCase(other) <= 0 ? one + " with " + other : other + " with " + one;
    }

    private static String stopped(Drug drug) {
        return drug.current() ? "" : " (until " + drug.last() + ")";
    }

    /** Whether it is still taken, or was so lately that it still counts. */
    private static boolean recent(Case of, Drug drug, int washout) {
        if (drug.last() == null) {
            return true;
        }
        return ChronoUnit.DAYS.between(drug.last(), of.patient.today()) <= washout;
    }
}
