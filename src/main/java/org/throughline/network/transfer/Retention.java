package org.throughline.network.transfer;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.database.Database;
import org.throughline.kernel.Address;
import org.throughline.record.Moved;
import org.throughline.record.Records;

/** Until when charts are kept here that have moved, by the law of the place. Where that is not known they are kept for good. */
final class Retention {
    private static final int TOGETHER = 200;

    private final Database database;
    private final Records records;
    private final Terms terms;

    Retention(Database database, Records records, Terms terms) {
        this.database = database;
        this.records = records;
        this.terms = terms;
    }

    /**
     * Until when one is kept.
     *
     * @param last the day of the last entry
     */
    @Nullable
    LocalDate until(String patient, LocalDate last) {
        return terms.keptUntil(born(List.of(patient)).get(patient), last).orElse(null);
    }

    /** The days of birth that are known, by the ids of the Patients. */
    private Map<String, LocalDate> born(List<String> patients) {
        Map<String, LocalDate> born = new HashMap<>();
        records.present(
                        Chart.PRODUCT,
                        patients.stream()
                                .map(each -> Address.of("Patient", each))
                                .toList())
                .forEach(each -> {
                    LocalDate day = Parts.day(
                            Parts.text(records.bodies().open(Objects.requireNonNull(each.body())), "birthDate"));
                    if (day != null) {
                        born.put(each.id(), day);
                    }
                });
        return born;
    }

    /** Looks at all of them anew: the law, the site's own rules and a day of birth can change. */
    void review() {
        String after = "";
        while (true) {
            String from = after;
            List<Moved.Chart> charts = database.read(connection -> Moved.after(connection, from, TOGETHER));
            if (charts.isEmpty()) {
                return;
            }
            Map<String, LocalDate> born =
                    born(charts.stream().map(Moved.Chart::patient).toList());
            for (Moved.Chart chart : charts) {
                LocalDate until = terms.keptUntil(born.get(chart.patient()), chart.lastEntry())
                        .orElse(null);
                if (!Objects.equals(until, chart.keptUntil())) {
                    keep(chart, until);
                }
            }
            after = charts.getLast().patient();
        }
    }

    private void keep(Moved.Chart chart, @Nullable LocalDate until) {
        database.inTransaction(connection -> {
            Moved.keep(connection, chart.keptUntil(chart.lastEntry(), until));
            return chart;
        });
    }
}
