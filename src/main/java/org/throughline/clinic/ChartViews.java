package org.throughline.clinic;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.throughline.care.chart.Allergies;
import org.throughline.care.chart.Chart;
import org.throughline.care.chart.ChartPart;
import org.throughline.care.chart.Immunization;
import org.throughline.care.chart.Measure;
import org.throughline.care.chart.Medication;
import org.throughline.care.chart.Notice;
import org.throughline.care.chart.Numbers;
import org.throughline.care.chart.Person;
import org.throughline.care.chart.Problem;
import org.throughline.care.chart.Remarks;
import org.throughline.care.chart.ResultSeries;
import org.throughline.care.chart.Visit;
import org.throughline.care.medication.Origin;
import org.throughline.ui.Dates;
import org.throughline.ui.Trend;

/** Turns a chart into words. Pure. */
public record ChartViews(Dates dates, LocalDate today) {
    private static final int OLDEST_TO_GROW = 20;

    public ChartView view(Chart chart, String section, boolean all, Whose whose) {
        Person person = chart.person();
        return new ChartView(
                person.id(),
                section,
                all,
                whose,
                person.family().toUpperCase(Locale.ROOT),
                person.title().isEmpty()
                        ? person.given()
                        : person.given() + " (" + person.title().replace(".", "") + ")",
                person.birthDate().isEmpty() ? "unknown" : dates.date(person.birthDate()),
                age(person),
                deceased(person),
                grows(person),
                sex(person.gender()),
                person.number(),
                allergyTags(chart.allergies(), person.deceased() == null),
                chart.notices().stream()
                        .map(notice -> new ChartView.Tag(notice.words(), style(notice.kind())))
                        .toList(),
                allergies(chart.allergies()),
                chart.allergies() instanceof Allergies.NoneKnown,
                chart.problems().stream().map(this::problem).toList(),
                chart.medications().stream().map(this::medication).toList(),
                chart.results().stream()
                        .map(series -> result(person.id(), series))
                        .toList(),
                Flowsheet.of(chart.vitals(), person.id(), dates),
                chart.visits().stream().map(this::visit).toList(),
                chart.immunizations().stream().map(this::immunization).toList(),
                unread(chart),
                denied(chart));
    }

    private static String style(Notice.Kind kind) {
        return switch (kind) {
            case CODE_STATUS -> "danger";
            case RISK -> "caution";
            case DEVICE, NEED -> "";
        };
    }

    /** Who holds the newest, and whether any is contested. */
    private static Remarks remarks(ResultSeries series) {
        Remarks newest = series.newest().remarks();
        boolean contested =
                series.points().stream().anyMatch(point -> point.remarks().contested());
        return new Remarks(contested, newest.ours(), newest.holders());
    }

    private static Map<String, Long> unread(Chart chart) {
        Map<String, Long> unread = new HashMap<>();
        chart.unread().forEach((part, count) -> unread.put(key(part), count));
        return unread;
    }

    private static Set<String> denied(Chart chart) {
        Set<String> denied = new HashSet<>();
        chart.denied().forEach(part -> denied.add(key(part)));
        if (chart.allergies() instanceof Allergies.Unavailable) {
            denied.add("allergies");
        }
        return denied;
    }

    private static String key(ChartPart part) {
        return part.name().toLowerCase(Locale.ROOT);
    }

    PatientList.Row row(Person person) {
        return new PatientList.Row(
                person.id(),
                person.family().toUpperCase(Locale.ROOT),
                person.given(),
                dates.date(person.birthDate()) + age(person),
                sex(person.gender()),
                person.number(),
                person.phone());
    }

    private String age(Person person) {
        String until = person.deceased() == null ? "" : person.deceased();
        String age = dates.age(person.birthDate(), until, today);
        return age.isEmpty() ? "" : " (" + age + ")";
    }

    private String deceased(Person person) {
        return person.deceased() == null ? "" : "Died " + dates.date(person.deceased());
    }

    /** Below twenty years, which is as far as the curves go. */
    private boolean grows(Person person) {
        double born = dates.dayNumber(person.birthDate());
        return !Double.isNaN(born) && (today.toEpochDay() - born) / 365.25 < OLDEST_TO_GROW;
    }

    private static String sex(String gender) {
        return gender.isEmpty() ? "Sex unknown" : gender.substring(0, 1).toUpperCase(Locale.ROOT) + gender.substring(1);
    }

    private static List<ChartView.Tag> allergyTags(Allergies allergies, boolean canBeAsked) {
        return switch (allergies) {
            case Allergies.Known(var known) ->
                known.stream()
                        .map(allergy -> new ChartView.Tag(
                                allergy.reaction().isEmpty()
                                        ? allergy.substance()
                                        : allergy.substance() + ": " + allergy.reaction(),
                                allergy.severe() ? "danger" : ""))
                        .toList();
            case Allergies.NoneKnown() -> List.of(new ChartView.Tag("No known allergies", ""));
            case Allergies.NotRecorded() ->
                List.of(new ChartView.Tag(canBeAsked ? "Not recorded: ask the patient" : "Not recorded", "caution"));
            case Allergies.Unavailable() ->
                List.of(new ChartView.Tag(
                        "Unavailable: you are not permitted to see them. Ask the patient.", "caution"));
        };
    }

    private List<ChartView.AllergyRow> allergies(Allergies allergies) {
        return allergies instanceof Allergies.Known(var known)
                ? known.stream()
                        .map(allergy -> new ChartView.AllergyRow(
                                allergy.id(),
                                allergy.substance(),
                                allergy.reaction(),
                                allergy.severe() ? "Can be severe" : "",
                                dates.date(allergy.recorded()),
                                allergy.remarks()))
                        .toList()
                : List.of();
    }

    private ChartView.Row problem(Problem problem) {
        return new ChartView.Row(
                problem.id(),
                problem.name(),
                "",
                began(problem),
                problem.active() ? "" : dates.date(problem.abatement()),
                problem.active(),
                problem.remarks());
    }

    private String began(Problem problem) {
        if (problem.onset().isEmpty()) {
            return problem.recorded().isEmpty() ? "" : "recorded " + dates.date(problem.recorded());
        }
        return problem.active() ? since(problem.onset()) : dates.date(problem.onset());
    }

    private ChartView.MedicationRow medication(Medication medication) {
        String name = medication.name().isEmpty() ? "Medication that is not named" : medication.name();
        String from = medication.active() ? since(medication.since()) : dates.date(medication.since());
        return new ChartView.MedicationRow(
                medication.id(),
                medication.statement(),
                name,
                medication.sig(),
                medication.said(),
                origin(medication),
                from,
                medication.active(),
                medication.remarks());
    }

    private static String origin(Medication medication) {
        String who = medication.prescriber();
        return switch (medication.origin()) {
            case HERE -> who;
            case GIVEN_HERE -> who.isEmpty() ? Origin.GIVEN_HERE.words() : Origin.GIVEN_HERE.words() + ", " + who;
            case ELSEWHERE -> who.isEmpty() ? Origin.ELSEWHERE.words() : Origin.ELSEWHERE.words() + ", " + who;
            case OVER_THE_COUNTER, TOLD -> medication.origin().words();
        };
    }

    private String since(String date) {
        return date.isEmpty() ? "" : "since " + dates.date(date);
    }

    ChartView.Row visit(Visit visit) {
        String detail = String.join(
                " · ",
                List.of(visit.reason(), visit.clinician(), visit.place()).stream()
                        .filter(part -> !part.isEmpty())
                        .toList());
        return new ChartView.Row(
                visit.id(),
                visit.kind().isEmpty() ? "Visit" : visit.kind(),
                detail,
                dates.date(visit.date()),
                "",
                true,
                visit.remarks());
    }

    private ChartView.Row immunization(Immunization immunization) {
        return new ChartView.Row(
                immunization.id(),
                immunization.vaccine(),
                "",
                dates.date(immunization.date()),
                "",
                true,
                immunization.remarks());
    }

    private ChartView.ResultRow result(String patient, ResultSeries series) {
        Measure measure = series.measure();
        ResultSeries.Point newest = series.newest();
        Trend trend = trend(series);
        return new ChartView.ResultRow(
                series.test(),
                series.points().size() > 1
                        ? Numbers.shown(series.points().get(1).text())
                        : "",
                Numbers.shown(newest.text()),
                series.unit(),
                style(newest.flag()),
                mark(newest.flag()),
                newest.flag().words(),
                dates.date(newest.date()),
                series.range(),
                trend,
                series.test() + ": " + series.points().size() + " results since "
                        + dates.date(series.points().getLast().date()),
                measure == null ? "" : MeasureViews.address(patient, Stream.of(measure)),
                remarks(series));
    }

    private Trend trend(ResultSeries series) {
        List<Trend.Point> points = series.points().reversed().stream()
                .map(point -> new Trend.Point(dates.dayNumber(point.date()), point.value()))
                .toList();
        return Trend.of(points, series.limits().low(), series.limits().high());
    }

    static String style(ResultSeries.Flag flag) {
        return switch (flag) {
            case NONE -> "";
            case LOW, HIGH, ABNORMAL -> "out";
            case CRITICAL_LOW, CRITICAL_HIGH -> "critical";
        };
    }

    static String mark(ResultSeries.Flag flag) {
        return switch (flag) {
            case NONE -> "";
            case LOW -> "▼";
            case HIGH -> "▲";
            case CRITICAL_LOW -> "▼▼";
            case CRITICAL_HIGH -> "▲▲";
            case ABNORMAL -> "!";
        };
    }
}
