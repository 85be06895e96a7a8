package org.throughline.safety;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.safety.answer.Finding;
import org.throughline.safety.answer.Reason;
import org.throughline.safety.answer.Why;
import org.throughline.safety.patient.Imaged;
import org.throughline.safety.patient.ImagingOrder;
import org.throughline.safety.patient.Order;
import org.throughline.safety.patient.Part;
import org.throughline.safety.rule.ImagingRule;
import org.throughline.safety.rule.Kind;
import org.throughline.safety.rule.Knowledge;
import org.throughline.terminology.imaging.Exam;

/**
 * Whether the same part of the body was looked at by the same means so lately that looking again tells nothing new. Another
 * side, another means, and what follows an earlier one after an interval that the order states, are no repetition.
 */
final class ImagingCheck implements Check {
    /** A follow-up that comes a little early is one. */
    private static final double EARLY = 0.9;

    private final List<ImagingRule> rules;

    ImagingCheck(Knowledge knowledge) {
        this.rules = knowledge.imaging();
    }

    @Override
    public Kind kind() {
        return Kind.IMAGING;
    }

    @Override
    public boolean concerns(Order order) {
        return order instanceof ImagingOrder;
    }

    @Override
    public void check(Case of, Order order, Answering answer) {
        ImagingOrder ordered = (ImagingOrder) order;
        Judge judge = new Judge(of);
        answer.unchecked(judge.gaps(Part.IMAGING));
        Exam exam = ordered.exam().orElse(null);
        if (exam == null) {
            answer.unchecked(new Reason(
                    Why.UNKNOWN_TEST, "it cannot be told which part of the body \"" + ordered.name() + "\" looks at"));
            return;
        }
        List<ImagingRule> own = rules.stream()
                .filter(each -> each.concerns(exam, ordered.loincs()))
                .toList();
        int longest = 0;
        for (ImagingRule each : own) {
            if (each.open()) {
                together(of, judge, each, ordered, exam, answer);
            } else {
                longest = Math.max(longest, each.days());
                last(of, each, ordered, exam)
                        .ifPresent(last -> answer.note(
                                each.rule(),
                                ordered.name() + " (" + last.name() + " on " + ShownDay.of(last.date()) + "): "
                                        + each.rule().effect(),
                                List.of(),
                                Verdict.all(List.of(
                                        entry(ordered, last),
                                        judge.all(each.rule().when(), null, null))),
                                judge.lower(each.rule(), null, null)));
            }
        }
        doubtful(of, ordered, exam, longest).forEach(answer::unchecked);
    }

    /** The same twice among what is ordered and not done. */
    private static void together(
            Case of, Judge judge, ImagingRule rule, ImagingOrder ordered, Exam exam, Answering answer) {
        for (ImagingOrder other : of.beside(ordered)) {
            boolean soon = Math.abs(ChronoUnit.DAYS.between(ordered.due(), other.due())) < rule.days();
            boolean same = other.exam()
                    .filter(each -> exam.to(each) == Exam.Likeness.SAME || each.to(exam) == Exam.Likeness.SAME)
                    .isPresent();
            if (soon && same && !follows(ordered, other.due()) && !follows(other, ordered.due())) {
                answer.note(
                        rule.rule(),
                        Stream.of(ordered.name(), other.name())
                                        .sorted()
                                        .distinct()
                                        .collect(Collectors.joining(" and "))
                                + ": " + rule.rule().effect(),
                        List.of(),
                        Verdict.all(List.of(
                                new Verdict(
                                        Verdict.Truth.TRUE,
                                        List.of(),
                                        Set.of(Finding.BOTH_ORDERED),
                                        Set.of(ordered.id(), other.id()),
                                        false),
                                judge.all(rule.rule().when(), null, null))),
                        null);
            }
        }
    }

    private static Optional<Imaged> last(Case of, ImagingRule rule, ImagingOrder ordered, Exam exam) {
        return within(of, ordered, rule.days())
                .filter(each ->
                        rule.loincs().isEmpty() || each.loincs().stream().anyMatch(rule.loincs()::contains))
                .filter(each -> each.exam()
                        .filter(earlier -> exam.to(earlier) == Exam.Likeness.SAME)
                        .isPresent())
                .filter(each -> !follows(ordered, each.date()))
                .max(Comparator.comparing(Imaged::date).thenComparing(Imaged::id));
    }

    private static Stream<Imaged> within(Case of, ImagingOrder ordered, int days) {
        return of.patient.imaged().stream()
                .filter(each -> !each.date().isAfter(ordered.due()))
                .filter(each -> ChronoUnit.DAYS.between(each.date(), ordered.due()) < days);
    }

    /** Whether it follows what was done on a day after the interval that the order states. */
    private static boolean follows(ImagingOrder ordered, LocalDate earlier) {
        return ordered.after() > 0 && ChronoUnit.DAYS.between(earlier, ordered.due()) >= EARLY * ordered.after();
    }

    /** What was done lately and is perhaps the same: its part of the body or its side cannot be told. */
    private static List<Reason> doubtful(Case of, ImagingOrder ordered, Exam exam, int days) {
        return within(of, ordered, days)
                .filter(each -> !follows(ordered, each.date()))
                .filter(each -> each.exam()
                        .map(earlier -> exam.to(earlier) == Exam.Likeness.PERHAPS)
                        .orElse(true))
                .map(each -> new Reason(
                        Why.UNCODED_IMAGING,
                        (each.kept()
                                        ? "imaging that is kept private"
                                        : "\"" + each.name() + "\" of " + ShownDay.of(each.date()))
                                + " does not tell which part or side it looked at"))
                .distinct()
                .toList();
    }

    private static Verdict entry(ImagingOrder ordered, Imaged last) {
        return new Verdict(
                Verdict.Truth.TRUE,
                List.of(),
                Set.of("last " + last.id() + " " + last.date()),
                Set.of(ordered.id(), last.id()),
                last.kept());
    }
}
