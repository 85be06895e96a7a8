package org.throughline.safety;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.safety.answer.Answer;
import org.throughline.safety.answer.Finding;
import org.throughline.safety.answer.Reason;
import org.throughline.safety.answer.Why;
import org.throughline.safety.patient.Treatment;
import org.throughline.safety.rule.Amount;
import org.throughline.safety.rule.Kind;
import org.throughline.safety.rule.Rule;
import org.throughline.safety.rule.Severity;
import org.throughline.safety.rule.Switch;
import org.throughline.terminology.drug.Ingredient;

/** An answer while it is being made. */
final class Answering {
    /** The rules of the ONC list, which stand before others that say the same. */
    private static final String HIGH_PRIORITY = "onc-";

    private final Kind kind;
    private final List<Reason> unchecked = new ArrayList<>();
    private final Map<List<String>, Finding> loudest = new HashMap<>();

    private final Case of;

    Answering(Case of, Kind kind) {
        this.of = of;
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
            found(
                    rule,
                    lowered ? less(rule.severity()) : rule.severity(),
                    lowered,
                    what,
                    parties,
                    lowered ? Verdict.all(List.of(verdict, lower)) : verdict);
        }
    }

    /** Notes a finding with a severity of its own. */
    void found(Rule rule, Severity severity, boolean lowered, String what, List<Judge.Party> parties, Verdict verdict) {
        if (rule.switchable() != Switch.NOBODY && of.off.contains(rule.id())) {
            unchecked.add(
                    new Reason(Why.SWITCHED_OFF, "a rule about this (" + kind.words() + ") has been switched off"));
            return;
        }
        Finding finding = finding(rule, severity, lowered, what, parties, verdict);
        loudest.merge(key(rule, finding, parties), finding, Answering::louder);
    }

    /** Of two drugs, or a drug and an allergy, one finding is enough; of other kinds one of each family of rules. */
    private static List<String> key(Rule rule, Finding finding, List<Judge.Party> parties) {
        return switch (rule.kind()) {
            case ALLERGY, TEST, IMAGING ->
                Stream.concat(finding.about().stream(), finding.drugs().stream())
                        .toList();
            case INTERACTION, DUPLICATE -> keyOf(finding, parties, "");
            case DOSE, RENAL, CONDITION, PREGNANCY -> keyOf(finding, parties, rule.family());
        };
    }

    private static List<String> keyOf(Finding finding, List<Judge.Party> parties, String family) {
        return Stream.of(
                        parties.stream().map(each -> each.drug().id()).sorted(),
                        finding.drugs().stream(),
                        Stream.of(family))
                .flatMap(each -> each)
                .toList();
    }

    private static Finding louder(Finding one, Finding other) {
        Comparator<Finding> order = Comparator.comparing(Finding::severity)
                .thenComparingInt(each -> each.rule().startsWith(HIGH_PRIORITY) ? 0 : 1)
                .thenComparing(Finding::switchable)
                .thenComparing(Comparator.naturalOrder());
        return order.compare(one, other) <= 0 ? one : other;
    }

    private Finding finding(
            Rule rule, Severity severity, boolean lowered, String what, List<Judge.Party> parties, Verdict verdict) {
        Set<String> facts = new TreeSet<>(verdict.facts());
        Set<String> about = new TreeSet<>(verdict.about());
        Set<String> names = new TreeSet<>();
        boolean kept = verdict.kept();
        for (Judge.Party each : parties) {
            facts.add(fact(each));
            about.add(each.drug().id());
            names.add(each.ingredient().tallMan());
            kept |= each.drug().kept();
            facts.addAll(of.relevant(each.ingredient()));
        }
        return new Finding(
                rule.id(),
                rule.version(),
                rule.kind(),
                severity,
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

    static Severity less(Severity severity) {
        return severity == Severity.DANGER ? Severity.CAUTION : Severity.NOTE;
    }

    Answer answer() {
        return new Answer(kind, List.copyOf(loudest.values()), unchecked);
    }
}
