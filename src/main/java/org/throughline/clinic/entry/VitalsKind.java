package org.throughline.clinic.entry;

import java.time.Clock;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.entry.Entries;
import org.throughline.care.vital.Measured;
import org.throughline.care.vital.VitalReader;
import org.throughline.care.vital.VitalsEntry;
import org.throughline.fhir.json.JsonObject;
import org.throughline.http.Form;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.terminology.vital.Vital;
import org.throughline.terminology.vital.Vitals;

/** Vital signs. What was measured is not changed afterwards: it is taken back and entered anew. */
record VitalsKind(Entries entries, ChartReader charts, Vitals vitals, Clock clock) implements EntryKind<VitalsPanel> {
    private static final String CONFIRMED = "confirmed";

    @Override
    public String type() {
        return "Observation";
    }

    @Override
    public VitalsPanel blank(Entries.Chart chart, EntryPanel.Standing standing, Fields fields) {
        return new VitalsPanel(standing, Map.of(), List.of());
    }

    @Override
    public VitalsPanel saved(Entries.Chart chart, String id, EntryPanel.Standing standing, Fields fields) {
        Entries.Present<JsonObject> present = entries.resource(chart, "Observation", id);
        List<Measured> measured = VitalReader.read(List.of(present.entry()));
        if (measured.isEmpty()) {
            throw new Failed(new Failure.NotFound("There is no such vital sign in this chart."));
        }
        return new VitalsPanel(
                standing.after(present.version(), List.of()),
                Map.of(
                        "measured",
                        VitalsPanel.words(measured),
                        "at",
                        fields.dates().time(measured.getFirst().at())),
                List.of());
    }

    @Override
    public VitalsPanel typed(Entries.Chart chart, EntryPanel.Standing standing, Form form) {
        VitalsPanel typed = VitalsPanel.typed(standing, form);
        return form.has(CONFIRMED) ? typed.asking(form.values(CONFIRMED)) : typed;
    }

    /** Questions are answered by the very words: a value that is changed after that is asked about again. */
    @Override
    public String save(Entries.Chart chart, String id, VitalsPanel panel, Fields fields, Map<String, String> faults) {
        if (!id.isEmpty()) {
            throw new Failed(new Failure.Invalid(
                    "not-supported", "vitals", "What was measured is not changed. Take it back and enter it anew."));
        }
        LocalTime now = LocalTime.now(clock);
        VitalsEntry entry = panel.entry(fields, clock.getZone(), now, faults);
        if (!faults.isEmpty()) {
            return "";
        }
        VitalsEntry.Said said = entry.look(vitals, background(chart));
        said.refused().forEach((vital, why) -> faults.put(VitalsPanel.field(vital), why));
        if (faults.isEmpty() && !panel.questions().containsAll(said.questions())) {
            said.questions().forEach(question -> faults.put("question " + question, question));
        }
        if (!faults.isEmpty()) {
            return "";
        }
        entries.add(chart, entry.observations(chart.patient(), chart.author(), clock.instant()));
        return "vitals";
    }

    private VitalsEntry.Background background(Entries.Chart chart) {
        Measured last = charts.vitals(chart.caller(), chart.patient()).stream()
                .filter(each -> each.vital() == Vital.WEIGHT)
                .findFirst()
                .orElse(null);
        return new VitalsEntry.Background(
                charts.person(chart.caller(), chart.patient()).birthDate(), last);
    }
}
