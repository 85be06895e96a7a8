package org.throughline.clinic;

import java.time.Clock;
import java.time.LocalDate;
import org.throughline.care.chart.Person;
import org.throughline.care.chart.Visit;
import org.throughline.ui.Dates;

/** Patients and their visits as the lists of all screens write them. */
public final class PatientNames {
    private final Clock clock;

    public PatientNames(Clock clock) {
        this.clock = clock;
    }

    /** A patient as in a list. */
    public PatientList.Row row(Person person) {
        return views().row(person);
    }

    /** A visit on one line: {@code 14-Jul-2025 · Check-up · Dr. Ito}. */
    public String visit(Visit visit) {
        ChartView.Row row = views().visit(visit);
        String line = row.from() + " · " + row.name();
        return row.detail().isEmpty() ? line : line + " · " + row.detail();
    }

    private ChartViews views() {
        return new ChartViews(new Dates(clock.getZone()), LocalDate.now(clock));
    }
}
