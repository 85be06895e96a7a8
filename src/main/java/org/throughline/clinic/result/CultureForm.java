package org.throughline.clinic.result;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.throughline.care.result.Culture;
import org.throughline.care.result.NewCulture;
import org.throughline.care.result.Order;
import org.throughline.care.result.Report;
import org.throughline.care.result.TypedSusceptibility;
import org.throughline.http.Form;
import org.throughline.terminology.lab.Cultures;
import org.throughline.terminology.lab.Lab;

/**
 * The form by which a culture is entered and brought on.
 *
 * @param order the ServiceRequest's id; empty for none
 * @param day and {@code time} when the specimen was taken, as they were typed
 * @param outcome what is said when nothing is named
 * @param rows as many organisms as can be entered
 * @param faults what is wrong, by the name of the field
 */
public record CultureForm(
        Lab test,
        String order,
        String specimen,
        String day,
        String time,
        boolean whole,
        String outcome,
        List<Row> rows,
        String comment,
        boolean critical,
        Map<String, String> faults) {
    private static final int MOST = 4;

    public CultureForm {
        rows = List.copyOf(rows);
        faults = Map.copyOf(faults);
    }

    /**
     * An organism, as it was typed.
     *
     * @param tested one antibiotic a line
     */
    public record Row(String organism, String quantity, String tested) {
        boolean isEmpty() {
            return organism.isBlank() && quantity.isBlank() && tested.isBlank();
        }
    }

    /** Whether a test is entered by this form. */
    static boolean isFor(Lab test) {
        return test.name().endsWith("ulture") && !test.isPanel();
    }

    /** @param blank whether nothing was typed yet */
    static CultureForm of(Lab test, String order, Form form, ZonedDateTime now, boolean blank) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            rows.add(new Row(form.value("o" + i), form.value("q" + i), form.value("s" + i)));
        }
        return new CultureForm(
                test,
                order,
                blank ? test.specimen() : form.value("specimen"),
                blank ? "t" : form.value("day"),
                blank ? TakenAt.time(now) : form.value("time"),
                form.value("stage").equals("final"),
                form.value("outcome"),
                rows,
                form.value("comment"),
                form.value("critical").equals("1"),
                Map.of());
    }

    /** What a report says now. */
    static CultureForm of(Lab test, Report report, ZonedDateTime taken) {
        List<Row> rows = new ArrayList<>();
        for (Culture.Isolate each : report.culture().isolates()) {
            rows.add(new Row(each.organism(), each.quantity(), TypedSusceptibility.typed(each)));
        }
        while (rows.size() < MOST) {
            rows.add(new Row("", "", ""));
        }
        return new CultureForm(
                test,
                "",
                report.specimen().isEmpty() ? test.specimen() : report.specimen(),
                taken.toLocalDate().toString(),
                TakenAt.time(taken),
                !report.partial(),
                report.lines().stream().map(Report.Line::value).findFirst().orElse(""),
                rows,
                report.conclusion(),
                false,
                Map.of());
    }

    /** What is wrong, by the name of the field. */
    Map<String, String> check(ZonedDateTime now, Cultures cultures) {
        Map<String, String> wrong = new LinkedHashMap<>();
        new TakenAt(day, time).check(now, wrong);
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            List<String> faults =
                    TypedSusceptibility.read(row.tested(), cultures).faults();
            if (!row.isEmpty() && row.organism().isBlank()) {
                wrong.put("o" + i, "Say what grew.");
            }
            if (!faults.isEmpty()) {
                wrong.put("s" + i, String.join(" ", faults));
            }
        }
        boolean grew = rows.stream().anyMatch(row -> !row.isEmpty());
        if (!grew && outcome.isBlank()) {
            wrong.put("outcome", "Say what grew below, or here that nothing did.");
        } else if (grew && test.usual().stream().anyMatch(each -> each.equalsIgnoreCase(outcome.strip()))) {
            wrong.put("outcome", "Organisms are named below: leave this empty.");
        }
        return wrong;
    }

    CultureForm with(Map<String, String> wrong) {
        return new CultureForm(test, order, specimen, day, time, whole, outcome, rows, comment, critical, wrong);
    }

    /** The culture; once nothing is wrong. */
    NewCulture culture(@Nullable Order asked, ZonedDateTime now, Cultures cultures) {
        return new NewCulture(
                asked,
                test,
                specimen.strip(),
                new TakenAt(day, time).read(now).orElse(now.toInstant()),
                whole,
                outcome,
                rows.stream()
                        .filter(row -> !row.isEmpty())
                        .map(row -> new NewCulture.Isolate(
                                cultures.organism(row.organism()),
                                row.quantity(),
                                TypedSusceptibility.read(row.tested(), cultures).tested()))
                        .toList(),
                comment,
                critical);
    }
}
