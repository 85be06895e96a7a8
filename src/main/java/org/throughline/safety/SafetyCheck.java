package org.throughline.safety;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.throughline.safety.answer.Answer;
import org.throughline.safety.answer.Checked;
import org.throughline.safety.answer.OrderChecked;
import org.throughline.safety.answer.Reason;
import org.throughline.safety.answer.Why;
import org.throughline.safety.patient.DrugOrder;
import org.throughline.safety.patient.Order;
import org.throughline.safety.patient.Snapshot;
import org.throughline.safety.patient.Taken;
import org.throughline.safety.rule.FileState;
import org.throughline.safety.rule.Kind;
import org.throughline.safety.rule.Knowledge;
import org.throughline.terminology.drug.Drugs;

/**
 * Checks orders for a patient. What it says does not depend on the order in which orders, drugs, allergies, problems or
 * results are given, nor on the name under which a drug is. Immutable; used by many threads.
 */
public final class SafetyCheck {
    private final Knowledge knowledge;
    private final List<Check> checks;
    private final Relevance relevance;

    /**
     * Checks with these rules.
     *
     * @param drugs by which codes and names of allergies are understood
     */
    public SafetyCheck(Knowledge knowledge, Drugs drugs) {
        this.knowledge = knowledge;
        this.relevance = new Relevance(knowledge);
        this.checks = List.of(
                new AllergyCheck(knowledge, drugs),
                new InteractionCheck(knowledge),
                new DuplicateCheck(knowledge),
                new DoseCheck(knowledge),
                new DrugRuleCheck(knowledge, Kind.RENAL),
                new DrugRuleCheck(knowledge, Kind.CONDITION),
                new DrugRuleCheck(knowledge, Kind.PREGNANCY),
                new TestCheck(knowledge),
                new ImagingCheck(knowledge));
    }

    /** What it knows. */
    public Knowledge knowledge() {
        return knowledge;
    }

    /** As {@link #check(Snapshot, List, Set)}, with all rules. */
    public Checked check(Snapshot patient, List<? extends Order> orders) {
        return check(patient, orders, Set.of());
    }

    /**
     * Checks orders, each also against the others. Every kind of check that concerns an order answers on it.
     *
     * @param orders whose ids differ from each other and from those of the patient's drugs
     * @param off ids of rules that are switched off: what one of them would say is not checked, and the answer says so.
     *     A rule that {@link org.throughline.safety.rule.Switch#NOBODY} may switch off holds nevertheless
     */
    public Checked check(Snapshot patient, List<? extends Order> orders, Set<String> off) {
        Case of = new Case(patient, List.copyOf(orders), knowledge, relevance, off);
        return new Checked(orders.stream().map(each -> check(of, each)).toList());
    }

    /**
     * Checks the drugs that are taken, each as if it were ordered now: for a new allergy, problem, result, pregnancy or
     * drug from outside.
     *
     * @param off ids of rules that are switched off
     */
    public Checked checkTaken(Snapshot patient, Set<String> off) {
        List<Taken> current = patient.drugs().stream()
                .filter(each -> !each.over(patient.today()))
                .toList();
        List<Order> orders = new ArrayList<>();
        for (Taken each : current) {
            orders.add(new DrugOrder("now " + each.id(), each.treatment(), Set.of(each.id())));
        }
        return check(patient, orders, off);
    }

    private OrderChecked check(Case of, Order order) {
        List<Answer> answers = new ArrayList<>();
        for (Check each : checks) {
            if (each.concerns(order)) {
                answers.add(answer(of, order, each));
            }
        }
        return new OrderChecked(order, answers);
    }

    private Answer answer(Case of, Order order, Check check) {
        Answering answer = new Answering(of, check.kind());
        LocalDate today = of.patient.today();
        boolean usable = true;
        for (FileState each : knowledge.unwell(check.kind(), today)) {
            answer.unchecked(reason(each, today, check.kind()));
            usable &= each.on(today) == FileState.State.STALE;
        }
        if (usable) {
            check.check(of, order, answer);
        }
        return answer.answer();
    }

    private static Reason reason(FileState file, LocalDate today, Kind kind) {
        String rules = "the rules of this check (" + kind.words() + ", file "
                + file.file().fileName() + ") ";
        return switch (file.on(today)) {
            case MISSING -> new Reason(Why.RULES_MISSING, rules + "are missing");
            case ALTERED -> new Reason(Why.RULES_ALTERED, rules + "have been altered");
            case STALE -> new Reason(Why.RULES_STALE, rules + "are past their date");
            case BROKEN, OK -> new Reason(Why.RULES_BROKEN, rules + "cannot be read");
        };
    }
}
