package org.throughline.safety;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.throughline.safety.answer.Answer;
import org.throughline.safety.answer.Finding;
import org.throughline.safety.answer.Reason;
import org.throughline.safety.patient.Treatment;
import org.throughline.safety.rule.Amount;
import org.throughline.safety.rule.Kind;
import org.throughline.safety.rule.Rule;
import org.throughline.safety.rule.Severity;
import org.throughline.terminology.drug.Ingredient;

/** An answer while it is being made. */
final class Answering {
    private final Kind kind;
    private final List<Reason> unchecked = new ArrayList<>();
    private final Map<List<String>, Finding> loudest = new HashMap<>();

    Answering(Kind kind) {
        this.kind = kind;
    }

    void unchecked(Reason reason) {
        unchecked.add(reason);
    }

    void unchecked(Collection<Reason> reasons) {
        unchecked.addAll(reasons);
    }

    /**
     * Notes what a rule says: a finding when it holds, the reasons when that is not known.
     *
     * @param what in a line
     * @param verdict whether the rule's conditions hold
     * @param lower whether context lowers it
     */
    void note(Rule rule, String what, List<Judge.Party> parties, Verdict verdict, @Nullable Verdict lower) {
        if (verdict.truth() == Verdict.Truth.UNKNOWN) {
            unchecked.addAll(verdict.missing());
        } else if (verdict.holds()) {
            boolean lowered = lower != null && lower.holds();
            add(rule, finding(rule, what, parties, lowered ? Verdict.all(List.of(verdict, lower)) : verdict, lowered));
        }
    }

    private void add(Rule rule, Finding finding) {
        List<String> key = new ArrayList<>(finding.about());
        key.add(rule.family());
        loudest.merge(key, finding, (one, other) -> one.compareTo(other) <= 0 ? one : other);
    }

    private static Finding finding(
            Rule rule, String what, List<Judge.Party> parties, Verdict verdict, boolean lowered) {
        Set<String> facts = new TreeSet<>(verdict.facts());
        Set<String> about = new TreeSet<>(verdict.about());
        Set<String> names = new TreeSet<>();
        boolean kept = verdict.kept();
        for (Judge.Party each : parties) {
            facts.add(fact(each));
            about.add(each.drug().id());
            names.add(each.ingredient().tallMan());
            kept |= each.drug().kept();
        }
        return new Finding(
                rule.id(),
                rule.version(),
                rule.kind(),
                lowered ? less(rule.severity()) : rule.severity(),
                lowered,
                rule.switchable(),
                what,
                rule.mechanism(),
                rule.whatToDo(),
                rule.source(),
                List.copyOf(names),
                List.copyOf(about),
                kept,
                List.copyOf(facts));
    }

    /** The substance, its way in and its dose in a day: the same whatever the product is called. */
    private static String fact(Judge.Party party) {
        Treatment treatment = party.drug().treatment();
        Ingredient ingredient = party.ingredient();
        Amount daily = Dosing.daily(treatment, ingredient).value();
        String dose = daily == null ? "?" : daily.toString();
        return ingredient.rxcui() + " " + treatment.way() + " " + dose;
    }

    private static Severity less(Severity severity) {
        return severity == Severity.DANGER ? Severity.CAUTION : Severity.NOTE;
    }

    Answer answer() {
        return new Answer(kind, List.copyOf(loudest.values()), unchecked);
    }
}
