package org.throughline.safety;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.safety.answer.Reason;
import org.throughline.safety.answer.Why;
import org.throughline.safety.patient.Order;
import org.throughline.safety.patient.Part;
import org.throughline.safety.patient.Result;
import org.throughline.safety.patient.TestOrder;
import org.throughline.safety.rule.Kind;
import org.throughline.safety.rule.Knowledge;
import org.throughline.safety.rule.TestRule;

/** Whether a test was done so lately that another one tells nothing new. */
final class TestCheck implements Check {
    private final List<TestRule> rules;

    TestCheck(Knowledge knowledge) {
        this.rules = knowledge.tests();
    }

    @Override
    public Kind kind() {
        return Kind.TEST;
    }

    @Override
    public boolean concerns(Order order) {
        return order instanceof TestOrder;
    }

    @Override
    public void check(Case of, Order order, Answering answer) {
        TestOrder test = (TestOrder) order;
        Judge judge = new Judge(of);
        boolean known = false;
        for (TestRule each : rules) {
            Set<String> same = each.same(test.loincs());
            known |= !same.isEmpty();
            if (each.open()) {
                together(of, judge, each, test, answer);
            } else {
                last(of, each, same, test)
                        .ifPresent(last -> answer.note(
                                each.rule(),
                                test.name() + " (last on " + last.date() + "): "
                                        + each.rule().effect(),
                                List.of(),
                                Verdict.all(List.of(
                                        entry(test, last), judge.all(each.rule().when(), null, null))),
                                judge.lower(each.rule(), null, null)));
            }
        }
        answer.unchecked(judge.gaps(Part.RESULTS));
        if (test.loincs().isEmpty()) {
            answer.unchecked(new Reason(Why.UNKNOWN_TEST, "\"" + test.name() + "\" has no code"));
        } else if (!known) {
            answer.unchecked(new Reason(Why.NO_RULES, "it is not known how soon \"" + test.name() + "\" is repeated"));
        }
    }

    /** The same test twice among the orders that are not done. */
    private void together(Case of, Judge judge, TestRule rule, TestOrder test, Answering answer) {
        for (TestOrder other : of.beside(test)) {
            boolean soon = Math.abs(ChronoUnit.DAYS.between(test.due(), other.due())) < rule.days();
            if (soon && isSame(test, other)) {
                answer.note(
                        rule.rule(),
                        Stream.of(test.name(), other.name()).sorted().distinct().collect(Collectors.joining(" and "))
                                + ": " + rule.rule().effect(),
                        List.of(),
                        Verdict.all(
                                List.of(both(test, other), judge.all(rule.rule().when(), null, null))),
                        null);
            }
        }
    }

    private boolean isSame(TestOrder one, TestOrder other) {
        return one.name().equalsIgnoreCase(other.name())
                || !Collections.disjoint(one.loincs(), other.loincs())
                || rules.stream().anyMatch(each -> !Collections.disjoint(each.same(one.loincs()), other.loincs()));
    }

    private static Verdict both(TestOrder one, TestOrder other) {
        return new Verdict(Verdict.Truth.TRUE, List.of(), Set.of("both"), Set.of(one.id(), other.id()), false);
    }

    private static Verdict entry(TestOrder test, Result last) {
        String result = last.loinc() + " " + last.date();
        return new Verdict(
                Verdict.Truth.TRUE, List.of(), Set.of("last " + result), Set.of(test.id(), result), last.kept());
    }

    private static Optional<Result> last(Case of, TestRule rule, Set<String> same, TestOrder test) {
        LocalDate due = test.due();
        return of.patient.results().stream()
                .filter(each -> same.contains(each.loinc()) && !each.date().isAfter(due))
                .filter(each -> ChronoUnit.DAYS.between(each.date(), due) < rule.days())
                .max(Comparator.comparing(Result::date).thenComparing(Result::loinc));
    }
}
