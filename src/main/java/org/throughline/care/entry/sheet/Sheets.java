package org.throughline.care.entry.sheet;

import java.time.InstantSource;
import java.util.List;
import org.throughline.care.entry.Entries;
import org.throughline.fhir.json.JsonObject;

/** The sheets that there are, and what is entered into them. */
public record Sheets(Entries entries, InstantSource clock) {

    /** All of them. */
    public static List<Sheet> all() {
        return List.of(
                new ProcedureSheet(),
                new FamilySheet(),
                CircumstanceSheet.SOCIAL,
                CircumstanceSheet.FUNCTION,
                new GoalSheet(),
                new PlanSheet(),
                new FlagSheet(),
                new DeviceSheet());
    }

    /**
     * What the fields of a sheet hold.
     *
     * @throws org.throughline.kernel.Failed with {@link org.throughline.kernel.Failure.NotFound} when there is no such
     *     entry in this chart
     */
    public Entries.Present<Values> values(Entries.Chart chart, Sheet sheet, String id) {
        Entries.Present<JsonObject> present = entries.resource(chart, sheet.type(), id);
        return new Entries.Present<>(id, present.version(), present.updated(), sheet.read(present.entry()));
    }

    /** Adds what the fields of a sheet hold; its id. */
    public String add(Entries.Chart chart, Sheet sheet, Values values) {
        return entries.create(
                chart, sheet.change(sheet.begun(chart.patient(), chart.author(), clock.instant()), values));
    }

    /**
     * Changes it.
     *
     * @param version the version that was changed
     * @throws org.throughline.kernel.Failed with {@link org.throughline.kernel.Failure.PreconditionFailed} when it is not
     *     the present one any more
     */
    public void change(Entries.Chart chart, Sheet sheet, String id, int version, Values values) {
        entries.change(chart, sheet.type(), id, version, resource -> sheet.change(resource, values));
    }
}
