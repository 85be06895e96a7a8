package org.throughline.immunization;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.throughline.immunization.answer.DoseAnswer;
import org.throughline.immunization.answer.Reason;
import org.throughline.immunization.patient.Shot;
import org.throughline.immunization.schedule.AgeRule;
import org.throughline.immunization.schedule.IntervalRule;
import org.throughline.immunization.schedule.SeriesDose;
import org.throughline.immunization.schedule.Span;
import org.throughline.immunization.schedule.VaccineRule;

/** Whether a shot satisfies a target dose (sections 6.3 to 6.10). */
record DoseCheck(Case patient, Progress progress, SeriesDose target, Shot shot) {

    DoseAnswer answer() {
        if (target.inadvertent().contains(shot.cvx())) {
            return answer(
                    DoseAnswer.Status.NOT_VALID,
                    List.of(new Reason(Reason.Kind.INADVERTENT, "This vaccine is a mistake for this dose.")));
        }
        List<Reason> against = new ArrayList<>();
        List<Reason> notes = new ArrayList<>();
        age(against, notes);
        interval(against, notes);
        conflict().ifPresent(against::add);
        if (!preferable() && !allowable()) {
            against.add(new Reason(
                    Reason.Kind.WRONG_VACCINE, "This vaccine, at this age, is not one that counts for this dose."));
        }
        if (against.isEmpty()) {
            return answer(DoseAnswer.Status.VALID, notes);
        }
        boolean tooOld = against.stream().anyMatch(reason -> reason.kind() == Reason.Kind.TOO_OLD);
        return answer(tooOld ? DoseAnswer.Status.EXTRANEOUS : DoseAnswer.Status.NOT_VALID, against);
    }

    private DoseAnswer answer(DoseAnswer.Status status, List<Reason> reasons) {
        return new DoseAnswer(
                shot,
                progress.series().antigen(),
                progress.series().name(),
                target.number(),
                status,
                List.copyOf(reasons));
    }

    /** Section 6.4. */
    private void age(List<Reason> against, List<Reason> notes) {
        for (AgeRule rule : target.ages()) {
            if (!rule.effective().holdsOn(shot.given())) {
                continue;
            }
            Optional<LocalDate> least = from(rule.absoluteMinimum(), patient.birth());
            if (least.isPresent() && shot.given().isBefore(least.get())) {
                against.add(
                        new Reason(Reason.Kind.TOO_YOUNG, "Given too young: it counts from " + least.get() + " on."));
            } else if (isBefore(rule.minimum(), patient.birth())) {
                notes.add(new Reason(Reason.Kind.GRACE_PERIOD, "Given in the days of grace before the minimum age."));
            }
            from(rule.maximum(), patient.birth())
                    .filter(most -> !shot.given().isBefore(most))
                    .ifPresent(most -> against.add(
                            new Reason(Reason.Kind.TOO_OLD, "Given too old: it had to be given before " + most + ".")));
        }
    }

    /** Sections 6.5 and 6.6: all preferable intervals, or all allowable ones. */
    private void interval(List<Reason> against, List<Reason> notes) {
        Optional<LocalDate> least = latestOf(target.intervals());
        boolean kept = least.isEmpty() || !shot.given().isBefore(least.get());
        if (kept) {
            if (grace()) {
                notes.add(new Reason(
                        Reason.Kind.GRACE_PERIOD, "Given in the days of grace before the minimum interval."));
            }
            return;
        }
        List<IntervalRule> allowable = relevant(target.allowableIntervals());
        Optional<LocalDate> allowed = latestOf(allowable);
        if (allowable.isEmpty() || (allowed.isPresent() && shot.given().isBefore(allowed.get()))) {
            against.add(new Reason(
                    Reason.Kind.TOO_SOON,
                    "Given too soon after an earlier dose: it counts from " + allowed.orElse(least.get()) + " on."));
        }
    }

    private boolean grace() {
        return relevant(target.intervals()).stream()
                .anyMatch(rule -> Intervals.reference(rule.from(), patient, progress, Optional.of(shot))
                        .filter(reference -> isBefore(rule.minimum(), reference))
                        .isPresent());
    }

    private List<IntervalRule> relevant(List<IntervalRule> rules) {
        return rules.stream()
                .filter(rule -> rule.effective().holdsOn(shot.given()))
                .toList();
    }

    /** The latest of all absolute minimum interval dates. */
    private Optional<LocalDate> latestOf(List<IntervalRule> rules) {
        return relevant(rules).stream()
                .flatMap(rule -> Intervals.reference(rule.from(), patient, progress, Optional.of(shot)).stream()
                        .flatMap(reference -> from(rule.absoluteMinimum(), reference).stream()))
                .max(LocalDate::compareTo);
    }

    /** Section 6.7. */
    private Optional<Reason> conflict() {
        return Conflicts.with(shot, patient, progress)
                .map(other -> new Reason(
                        Reason.Kind.CONFLICT,
                        "Given too soon after another live vaccine (CVX " + other.cvx() + " on " + other.given()
                                + ")."));
    }

    /** Section 6.8. */
    private boolean preferable() {
        return target.preferable().stream()
                .anyMatch(rule ->
                        matches(rule) && (rule.mvx() == null || rule.mvx().equals(shot.mvx())));
    }

    /** Section 6.9. */
    private boolean allowable() {
        return target.allowable().stream().anyMatch(this::matches);
    }

    private boolean matches(VaccineRule rule) {
        return rule.cvx().equals(shot.cvx()) && rule.ages().contains(patient.birth(), shot.given());
    }

    private boolean isBefore(@org.jspecify.annotations.Nullable Span span, LocalDate start) {
        return from(span, start).filter(shot.given()::isBefore).isPresent();
    }

    private static Optional<LocalDate> from(@org.jspecify.annotations.Nullable Span span, LocalDate start) {
        return Optional.ofNullable(span).map(length -> length.after(start));
    }
}
