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

    /** A patient in one line: {@code MARLOWE, Ada · born 06-May-1980 (46 y)}. */
    public String name(Person person) {
        PatientList.Row row = row(person);
        return row.family() + ", " + row.given() + " · born " + row.born();
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
