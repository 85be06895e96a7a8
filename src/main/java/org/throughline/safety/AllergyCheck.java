package org.throughline.safety;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.safety.answer.Reason;
import org.throughline.safety.answer.Why;
import org.throughline.safety.patient.Allergy;
import org.throughline.safety.patient.DrugOrder;
import org.throughline.safety.patient.Order;
import org.throughline.safety.patient.Part;
import org.throughline.safety.rule.Allergen;
import org.throughline.safety.rule.AllergyRule;
import org.throughline.safety.rule.Kind;
import org.throughline.safety.rule.Knowledge;
import org.throughline.safety.rule.Selector;
import org.throughline.terminology.Coding;
import org.throughline.terminology.drug.Drugs;
import org.throughline.terminology.drug.Ingredient;

/** Whether the patient reacted to what is ordered, to its class, or to what it cross-reacts with. */
final class AllergyCheck implements Check {
    private final List<Allergen> allergens;
    private final List<AllergyRule> rules;
    private final Drugs drugs;

    AllergyCheck(Knowledge knowledge, Drugs drugs) {
        this.allergens = knowledge.allergens();
        this.rules = knowledge.allergies();
        this.drugs = drugs;
    }

    @Override
    public Kind kind() {
        return Kind.ALLERGY;
    }

    @Override
    public boolean concerns(Order order) {
        return order instanceof DrugOrder;
    }

    @Override
    public void check(Case of, Order order, Answering answer) {
        Drug drug = of.of((DrugOrder) order);
        Judge judge = new Judge(of);
        answer.unchecked(judge.gaps(Part.ALLERGIES));
        Coverage.note(of, drug, kind(), answer);
        for (Allergy each : of.patient.allergies()) {
            if (each.active()) {
                check(judge, drug, each, answer);
            }
        }
    }

    /** What an entry is about: substances, and ids of allergens of the files. */
    private record Meaning(Set<Ingredient> substances, Set<String> allergens) {}

    private void check(Judge judge, Drug drug, Allergy allergy, Answering answer) {
        Meaning meaning = meaning(allergy);
        if (meaning == null) {
            answer.unchecked(
                    allergy.codes().isEmpty()
                            ? Judge.uncoded(allergy)
                            : new Reason(Why.UNKNOWN_ALLERGEN, name(allergy) + " is not known to the rules"));
            return;
        }
        for (Ingredient each : drug.ingredients()) {
            for (AllergyRule rule : rules) {
                if (fits(rule, meaning, each) && isType(rule.type(), allergy)) {
                    note(judge, rule, new Judge.Party(drug, each), allergy, answer);
                }
            }
        }
    }

    private static boolean fits(AllergyRule rule, Meaning meaning, Ingredient ordered) {
        Selector rightly = rule.drugs();
        if (rightly == null) {
            return meaning.substances.contains(ordered);
        }
        if (!rightly.has(ordered)) {
            return false;
        }
        Selector to = rule.to();
        return to == null
                ? meaning.allergens.contains(String.valueOf(rule.allergen()))
                : !meaning.substances.contains(ordered)
                        && meaning.substances.stream().anyMatch(to::has);
    }

    private static boolean isType(AllergyRule.Type type, Allergy allergy) {
        return switch (type) {
            case SEVERE -> allergy.severe();
            case ALLERGY -> allergy.severe() || !allergy.intolerance();
            case INTOLERANCE -> allergy.intolerance() && !allergy.severe();
        };
    }

    private void note(Judge judge, AllergyRule rule, Judge.Party party, Allergy allergy, Answering answer) {
        boolean local = !party.drug().treatment().systemic();
        if (local && rule.local() == AllergyRule.Local.NONE) {
            return;
        }
        @Nullable
        Verdict lower = local && rule.local() == AllergyRule.Local.LOWER
                ? Verdict.of(true, "local")
                : judge.lower(rule.rule(), party, null);
        String entry = allergy.intolerance() ? "intolerance" : "allergy";
        answer.note(
                rule.rule(),
                party.ingredient().tallMan() + " and the " + entry + " to " + allergy.name() + ": "
                        + rule.rule().effect(),
                List.of(party),
                Verdict.all(List.of(
                        reaction(rule, allergy),
                        entry(allergy),
                        judge.all(rule.rule().when(), party, null))),
                lower != null && lower.holds() && rule.local() != AllergyRule.Local.SAME ? lower : null);
    }

    /** That the entry is there, for what the finding is about. */
    private static Verdict entry(Allergy allergy) {
        return new Verdict(
                Verdict.Truth.TRUE,
                List.of(),
                Set.of("allergy " + allergy.id() + " " + allergy.severe() + " " + allergy.intolerance()),
                Set.of(allergy.id()),
                allergy.kept());
    }

    private static Verdict reaction(AllergyRule rule, Allergy allergy) {
        if (rule.reactions().isEmpty()) {
            return Verdict.TRUE;
        }
        if (allergy.reactions().isEmpty() && allergy.reactionCodes().isEmpty()) {
            return Verdict.unknown(new Reason(Why.NO_REACTION, "it is not told what happened with " + name(allergy)));
        }
        boolean so = rule.reactions().stream().anyMatch(each -> happened(allergy, each));
        return Verdict.of(so, "reaction " + so);
    }

    private static boolean happened(Allergy allergy, String reaction) {
        return allergy.reactions().stream()
                        .anyMatch(each -> each.toLowerCase(Locale.ROOT).contains(reaction))
                || allergy.reactionCodes().stream().map(Coding::code).anyMatch(reaction::equals);
    }

    private static String name(Allergy allergy) {
        return allergy.kept() ? "an allergy that is kept private" : "the allergy \"" + allergy.name() + "\"";
    }

    private @Nullable Meaning meaning(Allergy allergy) {
        Set<Ingredient> substances = new HashSet<>();
        for (Coding each : allergy.codes()) {
            if (each.system().equals(Coding.RXNORM)) {
                drugs.meaning(each.code()).ifPresent(meant -> substances.addAll(meant.ingredients()));
            }
        }
        List<Allergen> groups = new ArrayList<>();
        for (Allergen each : allergens) {
            if (each.is(allergy.codes(), allergy.name())) {
                groups.add(each);
            }
        }
        for (Allergen each : groups) {
            Selector members = each.drugs();
            if (members != null) {
                drugs.ingredients().stream().filter(members::has).forEach(substances::add);
            }
        }
        if (substances.isEmpty() && groups.isEmpty()) {
            drugs.named(allergy.name()).ifPresent(meant -> substances.addAll(meant.ingredients()));
        }
        if (substances.isEmpty() && groups.isEmpty()) {
            return null;
        }
        return new Meaning(
                substances, Set.copyOf(groups.stream().map(Allergen::id).toList()));
    }
}
