package org.throughline.immunization;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.throughline.immunization.answer.Assessment;
import org.throughline.immunization.answer.DoseAnswer;
import org.throughline.immunization.answer.GroupAnswer;
import org.throughline.immunization.answer.NextDose;
import org.throughline.immunization.answer.SeriesStatus;
import org.throughline.immunization.patient.Shot;

/** Compares an answer with what the CDC's test case expects. */
final class CdcComparison {

    private CdcComparison() {}

    /** What differs; empty when the case passes. A group with two answers passes when one of them is the expected one. */
    static List<String> differences(CdcCase expected, Assessment.Forecast forecast) {
        List<List<String>> all = forecast.groups().stream()
                .filter(answer -> answer.group().equals(expected.group()))
                .map(answer -> differences(expected, answer, forecast))
                .toList();
        return all.stream()
                .min(java.util.Comparator.comparingInt(List::size))
                .orElse(List.of("no answer for " + expected.group()));
    }

    static List<GroupAnswer> answers(CdcCase expected, Assessment.Forecast forecast) {
        return forecast.groups().stream()
                .filter(answer -> answer.group().equals(expected.group()))
                .toList();
    }

    private static List<String> differences(CdcCase expected, GroupAnswer answer, Assessment.Forecast forecast) {
        List<String> different = new ArrayList<>();
        for (int at = 0; at < expected.statuses().size(); at++) {
            String status = expected.statuses().get(at);
            Shot shot = expected.history().shots().get(at);
            String got = status(shot, group(shot, expected.group(), forecast), forecast);
            if (!status.isEmpty() && !status.equalsIgnoreCase(got)) {
                different.add("dose " + (at + 1) + ": " + status + " expected, " + got + " " + reasons(shot, answer));
            }
        }
        compare(different, "status", expected.seriesStatus(), answer.status().name());
        if (answer.status() == SeriesStatus.NOT_COMPLETE
                && expected.seriesStatus().equals("NOT_COMPLETE")) {
            Optional<NextDose> next = answer.next();
            compare(
                    different,
                    "number",
                    expected.number(),
                    next.map(dose -> "" + dose.number()).orElse("none"));
            compare(different, "earliest", expected.earliest(), next.map(NextDose::earliest));
            compare(different, "recommended", expected.recommended(), next.map(NextDose::recommended));
            compare(different, "past due", expected.pastDue(), next.map(NextDose::pastDue));
        }
        if (!different.isEmpty()) {
            different.add("by " + answer.series() + " " + answer.type());
        }
        return different;
    }

    /** The group, or the other group that the shot is of: the cases ask for live vaccines of other groups too. */
    private static String group(Shot shot, String group, Assessment.Forecast forecast) {
        return Stream.concat(Stream.of(group), forecast.groups().stream().map(GroupAnswer::group))
                .filter(name -> !status(shot, name, forecast).equals("none"))
                .findFirst()
                .orElse(group);
    }

    private static void compare(List<String> different, String what, Object expected, Object got) {
        if (!Objects.equals(expected, got)) {
            different.add(what + ": " + expected + " expected, " + got);
        }
    }

    /**
     * A shot counts when one of the group's best series counts it, with all of the antigens that this series' answer
     * blends (a combined vaccine) or those that still need it.
     */
    static String status(Shot shot, String group, Assessment.Forecast forecast) {
        List<List<DoseAnswer.Status>> answers = forecast.groups().stream()
                .filter(answer -> answer.group().equals(group))
                .map(answer -> answer.doses().stream()
                        .filter(dose -> dose.shot().equals(shot))
                        .map(DoseAnswer::status)
                        .toList())
                .filter(list -> !list.isEmpty())
                .toList();
        List<String> statuses = answers.stream().map(CdcComparison::blended).toList();
        return Stream.of("VALID", "NOT VALID", "EXTRANEOUS", "SUBSTANDARD")
                .filter(statuses::contains)
                .findFirst()
                .orElse("none");
    }

    private static String blended(List<DoseAnswer.Status> statuses) {
        return Stream.of(
                        DoseAnswer.Status.SUBSTANDARD,
                        DoseAnswer.Status.NOT_VALID,
                        DoseAnswer.Status.VALID,
                        DoseAnswer.Status.EXTRANEOUS)
                .filter(statuses::contains)
                .findFirst()
                .map(status -> status.name().replace('_', ' '))
                .orElse("none");
    }

    /** True when the shot counts in one of the answers of the group, with all of its antigens. */
    static boolean counts(Shot shot, String group, Assessment.Forecast forecast) {
        return status(shot, group, forecast).equals("VALID");
    }

    private static List<String> reasons(Shot shot, GroupAnswer answer) {
        return answer.doses().stream()
                .filter(dose -> dose.shot().equals(shot))
                .flatMap(dose -> dose.reasons().stream())
                .map(reason -> reason.words())
                .distinct()
                .toList();
    }
}
