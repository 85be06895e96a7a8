package org.throughline.clinic.immunization;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.care.chart.Remarks;
import org.throughline.care.immunization.Card;
import org.throughline.care.immunization.Dose;
import org.throughline.care.immunization.LoadedSchedule;
import org.throughline.care.immunization.Uncounted;
import org.throughline.immunization.answer.Assessment;
import org.throughline.immunization.answer.DoseAnswer;
import org.throughline.immunization.answer.GroupAnswer;
import org.throughline.immunization.answer.NextDose;
import org.throughline.immunization.answer.Reason;
import org.throughline.immunization.answer.Standing;
import org.throughline.immunization.schedule.Series;
import org.throughline.ui.Dates;

/** Makes the views of immunizations. Pure. */
record CardViews(Dates dates) {
    private static final Pattern UNKNOWN = Pattern.compile("Not evaluated: .*? \\((.*)\\)\\.");
    private static final Pattern ISO = Pattern.compile("\\b\\d{4}-\\d{2}-\\d{2}\\b");

    CardView of(Card card) {
        Map<String, Dose> doses = card.doses().stream()
                .collect(Collectors.toMap(each -> "Immunization/" + each.id(), Function.identity()));
        return switch (card.assessment()) {
            case Assessment.NoForecast none ->
                new CardView(
                        none.why(),
                        !card.schedule().isThere(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        unplaced(card, Map.of(), Set.of()),
                        "",
                        given(card));
            case Assessment.Forecast forecast -> of(card, forecast, doses);
        };
    }

    private CardView of(Card card, Assessment.Forecast forecast, Map<String, Dose> doses) {
        List<CardView.Next> due = new ArrayList<>();
        List<CardView.Next> later = new ArrayList<>();
        List<CardView.Next> quiet = new ArrayList<>();
        forecast.groups().stream()
                .sorted(Comparator.comparingInt(each -> rank(each.standing())))
                .forEach(each -> {
                    List<CardView.Next> place = rank(each.standing()) < LATER
                            ? due
                            : each.standing() instanceof Standing.NotDue ? later : quiet;
                    place.add(next(each));
                });
        Map<String, List<Remarks>> also = also(card);
        List<CardView.Line> lines = lines(forecast, doses, also);
        Set<String> placed = lines.stream()
                .flatMap(line -> line.cells().stream())
                .map(CardView.Cell::id)
                .collect(Collectors.toSet());
        return new CardView(
                "",
                false,
                due,
                later,
                quiet,
                lines,
                others(card, forecast, placed),
                source(card.schedule(), forecast.on()),
                given(card));
    }

    private static int given(Card card) {
        long given = card.doses().stream()
                .filter(each -> each.state() == Dose.State.GIVEN)
                .count();
        return (int) given - folded(card).size();
    }

    private static final int LATER = 4;

    private static int rank(Standing standing) {
        return switch (standing) {
            case Standing.Overdue overdue -> 0;
            case Standing.Due due -> 1;
            case Standing.NotEvaluated unknown -> 2;
            case Standing.Contraindicated against -> 3;
            case Standing.NotDue later -> LATER;
            case Standing.Complete complete -> 5;
            case Standing.Immune immune -> 6;
            case Standing.AgedOut old -> 7;
            case Standing.NotRecommended not -> 8;
        };
    }

    /** The words for where somebody stands. */
    static String words(Standing standing) {
        return switch (standing) {
            case Standing.Overdue overdue -> "Overdue";
            case Standing.Due due -> "Due";
            case Standing.NotEvaluated unknown -> "Cannot be said";
            case Standing.Contraindicated against -> "Contraindicated";
            case Standing.NotDue later -> "Later";
            case Standing.Complete complete -> "Complete";
            case Standing.Immune immune -> "Immune";
            case Standing.AgedOut old -> "Too old";
            case Standing.NotRecommended not -> "Not needed";
        };
    }

    private static String style(Standing standing) {
        return switch (standing) {
            case Standing.Contraindicated against -> "danger";
            case Standing.Overdue overdue -> "caution";
            case Standing.NotEvaluated unknown -> "caution";
            case Standing.Complete complete -> "done";
            case Standing.Immune immune -> "done";
            default -> "";
        };
    }

    private static List<String> why(Standing standing) {
        return switch (standing) {
            case Standing.NotEvaluated(List<String> why) -> why;
            case Standing.Contraindicated(List<String> why) -> why;
            case Standing.Immune(List<String> why) -> why;
            case Standing.AgedOut(List<String> why) -> why;
            case Standing.NotRecommended(List<String> why) -> why;
            default -> List.of();
        };
    }

    /** What a group is called: when a risk asks for it, that is said. */
    static String name(GroupAnswer answer) {
        return answer.type() == Series.Type.RISK
                        && answer.status() != org.throughline.immunization.answer.SeriesStatus.NOT_RECOMMENDED
                ? answer.group() + " (for a risk)"
                : answer.group();
    }

    private CardView.Next next(GroupAnswer answer) {
        NextDose next = answer.next().orElse(null);
        List<String> why = new ArrayList<>(why(answer.standing()));
        if (next != null) {
            next.withheld()
                    .forEach((cvx, reasons) -> reasons.forEach(reason -> {
                        if (!why.contains(reason)) {
                            why.add(reason);
                        }
                    }));
        }
        return new CardView.Next(
                name(answer),
                words(answer.standing()),
                style(answer.standing()),
                next == null ? "" : "Dose " + next.number(),
                next == null ? "" : day(next.earliest()),
                next == null ? "" : day(next.recommended()),
                next == null ? "" : day(next.pastDue()),
                shortened(why).stream().map(each -> dated(each, dates)).toList());
    }

    /**
     * What is not evaluated for the same reason is said once: the schedule names each thing that might forbid a vaccine.
     */
    private static List<String> shortened(List<String> why) {
        Set<String> shortened = new LinkedHashSet<>();
        for (String each : why) {
            Matcher unknown = UNKNOWN.matcher(each);
            shortened.add(unknown.matches() ? "Not certain: " + unknown.group(1) + "." : each);
        }
        return List.copyOf(shortened);
    }

    /** Words with their dates as people read them. */
    static String dated(String words, Dates dates) {
        return ISO.matcher(words).replaceAll(found -> dates.date(found.group()));
    }

    private String day(@Nullable LocalDate day) {
        return day == null ? "" : dates.date(day.toString());
    }

    private List<CardView.Line> lines(
            Assessment.Forecast forecast, Map<String, Dose> doses, Map<String, List<Remarks>> also) {
        Map<String, Map<String, List<DoseAnswer>>> byGroup = new LinkedHashMap<>();
        for (GroupAnswer group : forecast.groups()) {
            Map<String, List<DoseAnswer>> byShot =
                    byGroup.computeIfAbsent(group.group(), name -> new LinkedHashMap<>());
            group.doses()
                    .forEach(answer -> byShot.computeIfAbsent(answer.shot().id(), id -> new ArrayList<>())
                            .add(answer));
        }
        List<CardView.Line> lines = new ArrayList<>();
        byGroup.forEach((group, shots) -> {
            List<CardView.Cell> cells = shots.entrySet().stream()
                    .sorted(Comparator.comparing(
                            each -> each.getValue().getFirst().shot().given()))
                    .flatMap(each ->
                            Stream.ofNullable(doses.get(each.getKey())).map(dose -> cell(dose, each.getValue(), also)))
                    .toList();
            if (!cells.isEmpty()) {
                lines.add(new CardView.Line(group, cells));
            }
        });
        return lines;
    }

    /** A dose of a group of several diseases counts when it does for one of them; why not for the others is said. */
    private CardView.Cell cell(Dose dose, List<DoseAnswer> answers, Map<String, List<Remarks>> also) {
        boolean counts = answers.stream().anyMatch(each -> each.status() == DoseAnswer.Status.VALID);
        boolean several = answers.stream().map(DoseAnswer::antigen).distinct().count() > 1;
        String why = answers.stream()
                .filter(each -> each.status() != DoseAnswer.Status.VALID)
                .filter(each -> !counts || each.status() != DoseAnswer.Status.EXTRANEOUS)
                .map(each -> (several && counts ? each.antigen() + ": " : "")
                        + each.reasons().stream().map(Reason::words).collect(Collectors.joining(" ")))
                .distinct()
                .collect(Collectors.joining(" "));
        boolean beyond = answers.stream().allMatch(each -> each.status() == DoseAnswer.Status.EXTRANEOUS);
        String mark = counts ? "" : beyond ? "Beyond the series" : "Does not count";
        return new CardView.Cell(
                dose.id(),
                dates.date(dose.date()),
                dose.vaccine(),
                counts || beyond,
                mark,
                dated(why, dates),
                remarks(dose, also));
    }

    private List<CardView.Other> others(Card card, Assessment.Forecast forecast, Set<String> placed) {
        Map<String, String> why = new LinkedHashMap<>();
        card.uncounted().forEach(each -> why.put(each.dose().id(), "Does not count. " + each.why()));
        forecast.unknown()
                .forEach(shot -> why.put(
                        shot.id().substring(shot.id().indexOf('/') + 1), "The schedule does not know this vaccine."));
        return unplaced(card, why, placed);
    }

    private List<CardView.Other> unplaced(Card card, Map<String, String> why, Set<String> placed) {
        Map<String, List<Remarks>> also = also(card);
        Set<String> seen = new HashSet<>(placed);
        folded(card).forEach(each -> seen.add(each.dose().id()));
        return card.doses().stream()
                .filter(each -> seen.add(each.id()))
                .map(each -> {
                    CardView.Other other = other(each);
                    String said = why.getOrDefault(each.id(), other.why());
                    return new CardView.Other(other.id(), other.date(), other.vaccine(), said, remarks(each, also));
                })
                .toList();
    }

    /** Doses that another organization tells too, of those that are shown: they stand with the one that counts. */
    private static List<Uncounted> folded(Card card) {
        Map<String, String> holders = card.doses().stream().collect(Collectors.toMap(Dose::id, Dose::holder));
        return card.uncounted().stream()
                .filter(each -> holders.containsKey(each.dose().id()) && holders.containsKey(each.as()))
                .filter(each -> !each.dose().holder().equals(holders.get(each.as())))
                .toList();
    }

    /** Who tells a dose too, by the id of the one that counts. */
    private static Map<String, List<Remarks>> also(Card card) {
        return folded(card).stream()
                .collect(Collectors.groupingBy(
                        Uncounted::as, Collectors.mapping(each -> held(each.dose()), Collectors.toList())));
    }

    private static Remarks held(Dose dose) {
        return new Remarks(false, dose.ours(), dose.ours() ? List.of() : List.of(dose.holder()));
    }

    private static Remarks remarks(Dose dose, Map<String, List<Remarks>> also) {
        return Remarks.of(Stream.concat(Stream.of(held(dose)), also.getOrDefault(dose.id(), List.of()).stream())
                .toList());
    }

    private CardView.Other other(Dose dose) {
        String why = switch (dose.state()) {
            case REFUSED -> "Not given: " + (dose.why().isEmpty() ? "no reason recorded" : dose.why());
            case GIVEN -> dose.here() || !dose.ours() ? dose.by() : "Earlier or elsewhere. " + dose.source();
            case IN_ERROR -> "Entered in error";
        };
        return new CardView.Other(dose.id(), dates.date(dose.date()), dose.vaccine(), why, held(dose));
    }

    private String source(LoadedSchedule schedule, LocalDate on) {
        LocalDate written = schedule.written();
        return "By the CDC's immunization schedule, " + schedule.name() + (written == null ? "" : " of " + day(written))
                + ", for " + day(on) + ".";
    }
}
