package org.throughline.care.immunization;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.throughline.immunization.Forecaster;
import org.throughline.immunization.answer.Assessment;
import org.throughline.immunization.answer.Ban;
import org.throughline.immunization.answer.DoseAnswer;
import org.throughline.immunization.answer.Reason;
import org.throughline.immunization.patient.History;
import org.throughline.immunization.patient.Shot;
import org.throughline.immunization.schedule.Contents;
import org.throughline.immunization.schedule.Schedule;
import org.throughline.immunization.schedule.SupportingData;
import org.throughline.terminology.vaccine.AfterEffects;

/**
 * What speaks against giving vaccines today: the lot, what is known of the patient, what was answered today, and whether the
 * dose would count. Pure.
 */
final class ShotCheck {
    private static final String HIDDEN = "Something that is not shown to you";

    private final AfterEffects effects;
    private final SupportingData data;
    private final Told told;
    private final Screening screening;
    private final LocalDate today;
    private final Forecaster forecaster;

    private ShotCheck(AfterEffects effects, SupportingData data, Told told, Screening screening, LocalDate today) {
        this.effects = effects;
        this.data = data;
        this.told = told;
        this.screening = screening;
        this.today = today;
        this.forecaster = new Forecaster(data);
    }

    /**
     * What speaks against each of several that are given together, in their order.
     *
     * @param effects what follows from what happened after earlier doses
     * @param told with what is hidden from who asks: it counts and is not named
     */
    static List<List<ShotFinding>> of(
            AfterEffects effects,
            SupportingData data,
            Told told,
            Screening screening,
            LocalDate today,
            List<Proposed> proposed) {
        List<List<ShotFinding>> named = new ShotCheck(effects, data, told, screening, today).all(proposed);
        if (!(data instanceof Schedule schedule) || told.hidden().isEmpty()) {
            return named;
        }
        Schedule masked = schedule.withoutNaming(told.hidden(), HIDDEN);
        List<List<ShotFinding>> shown = new ShotCheck(effects, masked, told, screening, today).all(proposed);
        List<List<ShotFinding>> both = new ArrayList<>();
        for (int i = 0; i < named.size(); i++) {
            List<ShotFinding> one = new ArrayList<>();
            for (int j = 0; j < named.get(i).size(); j++) {
                ShotFinding words = shown.get(i).get(j);
                one.add(new ShotFinding(
                        words.kind(), named.get(i).get(j).key(), words.vaccine(), words.words(), words.instead()));
            }
            both.add(List.copyOf(one));
        }
        return both;
    }

    private List<List<ShotFinding>> all(List<Proposed> proposed) {
        List<DoseAnswer> answers = evaluated(proposed);
        return proposed.stream().map(each -> findings(each, answers)).toList();
    }

    private List<ShotFinding> findings(Proposed proposed, List<DoseAnswer> answers) {
        List<ShotFinding> findings = new ArrayList<>();
        lot(proposed, findings);
        unasked(proposed, findings);
        forbidden(proposed, findings);
        cautions(proposed, findings);
        happened(proposed, findings);
        timing(proposed, answers, findings);
        return List.copyOf(findings);
    }

    private static void add(
            List<ShotFinding> findings, Proposed proposed, ShotFinding.Kind kind, String words, String instead) {
        String key = kind.name().toLowerCase(java.util.Locale.ROOT) + "-" + proposed.cvx() + "-"
                + Integer.toHexString(words.hashCode());
        findings.add(new ShotFinding(kind, key, proposed.name(), words, instead));
    }

    private void lot(Proposed proposed, List<ShotFinding> findings) {
        LocalDate expiry = proposed.expiry();
        if (expiry != null && expiry.isBefore(today)) {
            add(
                    findings,
                    proposed,
                    ShotFinding.Kind.EXPIRED,
                    "Its last good day was " + expiry + ".",
                    "Take another lot, and put this one away.");
        }
        if (proposed.lot() != null && proposed.lot() != Lot.State.USED) {
            add(
                    findings,
                    proposed,
                    ShotFinding.Kind.RECALLED,
                    proposed.lot() == Lot.State.RECALLED ? "It was recalled." : "It was put away.",
                    "Take another lot.");
        }
    }

    /** Live vaccines are given only when all was asked. */
    private void unasked(Proposed proposed, List<ShotFinding> findings) {
        History history = told.history();
        List<Screening.Question> asked = Screening.questions(
                history == null ? null : history.birth(),
                history == null ? org.throughline.immunization.patient.Sex.UNKNOWN : history.sex(),
                today);
        if (proposed.live() && !screening.answers().keySet().containsAll(asked)) {
            add(
                    findings,
                    proposed,
                    ShotFinding.Kind.UNASKED,
                    "It is a live vaccine, and not all questions before it are answered today.",
                    "Answer them.");
        }
    }

    private void forbidden(Proposed proposed, List<ShotFinding> findings) {
        History history = told.history();
        Ban ban = history == null ? Ban.NONE : forecaster.ban(history, today, proposed.cvx());
        Set<String> against = new LinkedHashSet<>(ban.against());
        Set<String> withheld = new LinkedHashSet<>(ban.withheld());
        if (!(data instanceof Schedule) || history == null) {
            byAnswersAlone(proposed, against, withheld);
        }
        if (proposed.live() && answered(Screening.Question.RECENT, Screening.Answer.YES)) {
            withheld.add("Another vaccine was given in the last 4 weeks.");
        }
        if (proposed.live() && answered(Screening.Question.RECENT, Screening.Answer.UNKNOWN)) {
            withheld.add("Whether another vaccine was given in the last 4 weeks is not known.");
        }
        if (proposed.live() && history == null) {
            withheld.add(told.gap());
        }
        if (!against.isEmpty()) {
            add(
                    findings,
                    proposed,
                    ShotFinding.Kind.CONTRAINDICATED,
                    String.join(" ", against),
                    "Do not give it. Record why it is not given.");
        }
        if (!withheld.isEmpty()) {
            add(
                    findings,
                    proposed,
                    ShotFinding.Kind.WITHHELD,
                    String.join(" ", withheld),
                    "Find it out first; a live vaccine waits until then.");
        }
    }

    /** Without a schedule the answers of today are all there is. */
    private void byAnswersAlone(Proposed proposed, Set<String> against, Set<String> withheld) {
        screening.answers().forEach((question, answer) -> {
            boolean forAll = question == Screening.Question.ALLERGY || question == Screening.Question.REACTION;
            if (answer == Screening.Answer.NO
                    || question.effect() == Screening.Effect.CAUTION
                    || !(forAll || proposed.live())) {
                return;
            }
            if (answer == Screening.Answer.YES && question.effect() == Screening.Effect.HOLDS) {
                against.add("Answered yes: " + question.words());
            } else if (proposed.live()) {
                withheld.add((answer == Screening.Answer.YES ? "Answered yes: " : "Not known: ") + question.words());
            }
        });
    }

    private boolean answered(Screening.Question question, Screening.Answer answer) {
        return screening.answers().get(question) == answer;
    }

    private void cautions(Proposed proposed, List<ShotFinding> findings) {
        if (answered(Screening.Question.ILL, Screening.Answer.YES)) {
            add(
                    findings,
                    proposed,
                    ShotFinding.Kind.PRECAUTION,
                    "Ill today.",
                    "With more than a mild illness it waits until the patient is well.");
        }
        if (answered(Screening.Question.NERVES, Screening.Answer.YES) && contains(proposed, "Pertussis")) {
            add(
                    findings,
                    proposed,
                    ShotFinding.Kind.PRECAUTION,
                    "A seizure or a disease of the brain or the nerves.",
                    "Vaccines against pertussis wait until that is stable.");
        }
    }

    /** What happened after an earlier dose of the same, as far as the schedule itself does not forbid another. */
    private void happened(Proposed proposed, List<ShotFinding> findings) {
        for (Happened each : told.happened()) {
            if (each.cvx().isEmpty() || !effects.alike(each.cvx(), proposed.cvx())) {
                continue;
            }
            String words = each.kept()
                    ? HIDDEN + " happened after an earlier dose."
                    : "After " + each.vaccine() + (each.began().isEmpty() ? "" : " on " + day(each)) + ": "
                            + each.words() + ".";
            String precaution = effects.precaution(each.kind(), each.cvx());
            boolean weighed = each.serious() || !precaution.isEmpty();
            add(
                    findings,
                    proposed,
                    weighed ? ShotFinding.Kind.PRECAUTION : ShotFinding.Kind.NOTE,
                    words,
                    precaution.isEmpty() && weighed ? "Weigh it before another dose." : precaution);
        }
    }

    private static String day(Happened each) {
        return each.began().length() > 10 ? each.began().substring(0, 10) : each.began();
    }

    private boolean contains(Proposed proposed, String antigen) {
        Contents contents =
                data instanceof Schedule schedule ? schedule.contents().get(proposed.cvx()) : null;
        return contents != null
                && contents.antigens().stream().anyMatch(each -> each.antigen().equals(antigen));
    }

    private List<DoseAnswer> evaluated(List<Proposed> proposed) {
        History history = told.history();
        if (history == null) {
            return List.of();
        }
        List<Shot> shots = new ArrayList<>(history.shots());
        proposed.forEach(each -> shots.add(new Shot(
                "proposed/" + each.id(), today, each.cvx(), each.mvx().isEmpty() ? null : each.mvx(), null, null)));
        History then = new History(
                history.birth(),
                history.sex(),
                history.birthCountry(),
                shots,
                history.observations(),
                history.notEvaluated());
        return forecaster.assess(then, today) instanceof Assessment.Forecast forecast
                ? forecast.groups().stream()
                        .flatMap(group -> group.doses().stream())
                        .toList()
                : List.of();
    }

    private void timing(Proposed proposed, List<DoseAnswer> all, List<ShotFinding> findings) {
        List<DoseAnswer> answers = all.stream()
                .filter(each -> each.shot().id().equals("proposed/" + proposed.id()))
                .toList();
        Set<String> invalid = new LinkedHashSet<>();
        Set<String> notes = new LinkedHashSet<>();
        for (DoseAnswer answer : answers) {
            String reasons = String.join(
                    " ", answer.reasons().stream().map(Reason::words).toList());
            if (answer.status() == DoseAnswer.Status.NOT_VALID) {
                invalid.add(answer.antigen() + ": " + reasons);
            } else if (answer.status() == DoseAnswer.Status.VALID && answer.is(Reason.Kind.GRACE_PERIOD)) {
                notes.add(answer.antigen() + ": " + reasons);
            }
        }
        boolean counts = answers.stream().anyMatch(each -> each.status() == DoseAnswer.Status.VALID);
        if (!invalid.isEmpty()) {
            add(
                    findings,
                    proposed,
                    ShotFinding.Kind.TOO_SOON,
                    String.join(" ", invalid),
                    counts ? "A part of it would not count." : "Wait: it would have to be given again.");
        } else if (!answers.isEmpty() && !counts) {
            add(findings, proposed, ShotFinding.Kind.NOTE, "It is not needed by the schedule.", "");
        }
        if (!notes.isEmpty()) {
            add(findings, proposed, ShotFinding.Kind.NOTE, String.join(" ", notes), "");
        }
    }
}
