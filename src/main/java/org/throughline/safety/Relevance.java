package org.throughline.safety;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.throughline.safety.patient.Condition;
import org.throughline.safety.patient.Result;
import org.throughline.safety.rule.ConditionGroup;
import org.throughline.safety.rule.DoseLimit;
import org.throughline.safety.rule.DrugRule;
import org.throughline.safety.rule.InteractionRule;
import org.throughline.safety.rule.Kind;
import org.throughline.safety.rule.Knowledge;
import org.throughline.safety.rule.Lab;
import org.throughline.safety.rule.Rule;
import org.throughline.safety.rule.Selector;
import org.throughline.safety.rule.Term;
import org.throughline.terminology.drug.Ingredient;

/**
 * What matters for a substance: the results, problems and measurements that any rule of it asks for. A finding that was
 * answered is asked again when one of them is new.
 */
final class Relevance {
    private static final String CREATININE = "creatinine";

    private record Asked(Selector drugs, Rule rule) {}

    private final List<Asked> rules = new ArrayList<>();
    private final List<Selector> byWeight;
    private final Knowledge knowledge;

    Relevance(Knowledge knowledge) {
        this.knowledge = knowledge;
        for (Kind kind : Kind.values()) {
            for (DrugRule each : knowledge.drugRules(kind)) {
                rules.add(new Asked(each.drugs(), each.rule()));
            }
        }
        for (InteractionRule each : knowledge.interactions()) {
            rules.add(new Asked(each.a(), each.rule()));
            rules.add(new Asked(each.b(), each.rule()));
        }
        this.byWeight = knowledge.doses().stream()
                .filter(DoseLimit::byWeight)
                .map(DoseLimit::drugs)
                .toList();
    }

    /** The facts about a patient that matter for a substance. */
    Set<String> facts(Case of, Ingredient ingredient) {
        Set<String> facts = new TreeSet<>();
        facts.add("pregnant " + of.patient.pregnancy().answer());
        if (byWeight.stream().anyMatch(each -> each.has(ingredient))) {
            facts.add("weight " + of.body.weight().value());
        }
        for (Asked each : rules) {
            if (each.drugs.has(ingredient)) {
                Stream.concat(each.rule.when().stream(), each.rule.lower().stream())
                        .flatMap(List::stream)
                        .forEach(term -> add(of, term, facts));
            }
        }
        return facts;
    }

    private void add(Case of, Term term, Set<String> facts) {
        switch (term) {
            case Term.Not not -> add(of, not.term(), facts);
            case Term.Has has -> condition(of, has.conditions(), facts);
            case Term.LastResult result -> lab(of, result.lab(), facts);
            case Term.Kidneys ignored -> {
                Lab creatinine = knowledge.labs().get(CREATININE);
                if (creatinine != null) {
                    lab(of, creatinine, facts);
                }
            }
            case Term.Weight ignored -> facts.add("weight " + of.body.weight().value());
            case Term.Breastfeeding ignored -> facts.add("breastfeeding " + of.patient.breastfeeding());
            case Term.Dosage ignored -> {}
            case Term.Age ignored -> {}
            case Term.SexIs ignored -> {}
            case Term.RouteIs ignored -> {}
            case Term.Taking ignored -> {}
            case Term.For ignored -> {}
            case Term.Pregnant ignored -> {}
        }
    }

    private static void condition(Case of, ConditionGroup group, Set<String> facts) {
        for (Condition each : of.patient.conditions()) {
            if (each.active() && group.has(each.codes())) {
                facts.add("has " + group.id());
            }
        }
    }

    private static void lab(Case of, Lab lab, Set<String> facts) {
        Body.Measured last = of.body.last(lab).value();
        if (last != null) {
            Result result = last.result();
            facts.add(lab.id() + " " + result.value() + " on " + result.date());
        }
    }
}
