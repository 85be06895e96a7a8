package org.throughline.safety;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.safety.answer.Finding;
import org.throughline.safety.answer.Reason;
import org.throughline.safety.answer.Why;
import org.throughline.safety.patient.Order;
import org.throughline.safety.patient.Part;
import org.throughline.safety.patient.Result;
import org.throughline.safety.patient.TestOrder;
import org.throughline.safety.rule.Kind;
import org.throughline.safety.rule.Knowledge;
import org.throughline.safety.rule.TestRule;
import org.throughline.terminology.lab.Sought;

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
        List<TestRule> own = about(test);
        for (TestRule each : rules) {
            if (each.open()) {
                together(of, judge, each, test, answer);
            }
        }
        for (TestRule each : own) {
            last(of, each, test)
                    .ifPresent(last -> answer.note(
                            each.rule(),
                            test.name() + " (last on " + ShownDay.of(last.date()) + "): "
                                    + each.rule().effect(),
                            List.of(),
                            Verdict.all(List.of(
                                    entry(test, last), judge.all(each.rule().when(), null, null))),
                            judge.lower(each.rule(), null, null)));
        }
        answer.unchecked(judge.gaps(Part.RESULTS));
        if (test.loincs().isEmpty()) {
            answer.unchecked(new Reason(Why.UNKNOWN_TEST, "\"" + test.name() + "\" has no code"));
        } else if (own.isEmpty()) {
            answer.unchecked(new Reason(Why.NO_RULES, "it is not known how soon \"" + test.name() + "\" is repeated"));
        }
    }

    /** The rules of what is ordered; of a panel that none is about, those of its tests. */
    private List<TestRule> about(TestOrder test) {
        Set<String> code =
                test.sought().own().isEmpty() ? test.loincs() : test.sought().own();
        List<TestRule> own =
                rules.stream().filter(each -> !each.same(code).isEmpty()).toList();
        return own.isEmpty()
                ? rules.stream()
                        .filter(each -> !each.same(test.loincs()).isEmpty())
                        .toList()
                : own;
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
        return new Verdict(
                Verdict.Truth.TRUE, List.of(), Set.of(Finding.BOTH_ORDERED), Set.of(one.id(), other.id()), false);
    }

    private static Verdict entry(TestOrder test, Result last) {
        String result = last.loinc() + " " + last.date();
        return new Verdict(
                Verdict.Truth.TRUE, List.of(), Set.of("last " + result), Set.of(test.id(), result), last.kept());
    }

    /** The last result that the rule names beside the order, or that answers it, a panel with others. */
    private static Optional<Result> last(Case of, TestRule rule, TestOrder test) {
        LocalDate due = test.due();
        Sought sought = test.sought();
        List<Result> within = of.patient.results().stream()
                .filter(each -> !each.date().isAfter(due))
                .filter(each -> ChronoUnit.DAYS.between(each.date(), due) < rule.days())
                .toList();
        Set<String> same = new HashSet<>(rule.same(sought.own().isEmpty() ? test.loincs() : sought.own()));
        if (sought.answeredBy(within.stream().map(Result::loinc).collect(Collectors.toSet()))) {
            same.addAll(sought.codes());
        }
        return within.stream()
                .filter(each -> same.contains(each.loinc()))
                .max(Comparator.comparing(Result::date).thenComparing(Result::loinc));
    }
}
