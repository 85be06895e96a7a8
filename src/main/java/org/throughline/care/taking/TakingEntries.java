package org.throughline.care.taking;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.throughline.care.entry.Entries;
import org.throughline.care.medication.DrugReader;
import org.throughline.care.visit.OpenVisit;
import org.throughline.care.visit.Visits;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.terminology.drug.Drugs;
import org.throughline.terminology.sig.SigReader;

/** Enters what patients take without an order of ours, beside the chart. */
public final class TakingEntries {
    private static final String STATEMENT = "MedicationStatement";

    private final Entries entries;
    private final Visits visits;
    private final DrugReader drugs;
    private final TakingLine lines;
    private final SigReader sigs = new SigReader();
    private final Clock clock;

    /** @param clock of the practice, in whose time zone days begin */
    public TakingEntries(Entries entries, Visits visits, Drugs drugs, Clock clock) {
        this.entries = entries;
        this.visits = visits;
        this.drugs = new DrugReader(drugs);
        this.lines = new TakingLine(drugs);
        this.clock = clock;
    }

    /** Reads what is typed. */
    public TakingLine lines() {
        return lines;
    }

    /**
     * One as it is now.
     *
     * @throws Failed with {@link Failure.NotFound} when there is no such one in this chart
     */
    public Entries.Present<TakingEntry> entry(Entries.Chart chart, String id) {
        Entries.Present<JsonObject> present = entries.resource(chart, STATEMENT, id);
        Known known = new KnownReader(drugs, sigs, LocalDate.now(clock))
                .read(present.entry(), Map.of())
                .orElseThrow(() -> new Failed(new Failure.NotFound("There is no such medication in this chart.")));
        return new Entries.Present<>(id, present.version(), present.updated(), TakingEntry.of(known));
    }

    /** Adds one; its id. */
    public String add(Entries.Chart chart, TakingEntry entry) {
        return entries.create(chart, entry.create(writer(chart)));
    }

    /**
     * Changes one.
     *
     * @param version the version that was looked at
     * @throws Failed with {@link Failure.PreconditionFailed} when it is not the present one any more
     */
    public void change(Entries.Chart chart, String id, int version, TakingEntry entry) {
        StatementWriter writer = writer(chart);
        entries.change(chart, STATEMENT, id, version, statement -> entry.change(statement, writer));
    }

    private StatementWriter writer(Entries.Chart chart) {
        return new StatementWriter(
                chart.patient(),
                StatementWriter.source(chart.patient(), List.of()),
                visits.open(chart.caller(), chart.patient()).map(OpenVisit::id).orElse(null),
                clock.instant(),
                LocalDate.now(clock));
    }
}
