package org.throughline.clinic.entry;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.throughline.care.entry.Choice;
import org.throughline.care.entry.Entries;
import org.throughline.care.entry.TeamEntry;
import org.throughline.fhir.json.JsonObject;
import org.throughline.http.Form;

/**
 * Care teams.
 *
 * @param people who can be chosen for a chart: staff and those who are close to the patient, by their references
 */
record TeamKind(Entries entries, Vocabulary roles, Function<Entries.Chart, List<Choice>> people)
        implements EntryKind<TeamPanel> {
    static final String KEY = "team";

    @Override
    public String type() {
        return "CareTeam";
    }

    @Override
    public TeamPanel blank(Entries.Chart chart, EntryPanel.Standing standing, Fields fields) {
        return TeamPanel.of(standing, TeamEntry.NEW, people.apply(chart), fields);
    }

    @Override
    public TeamPanel saved(Entries.Chart chart, String id, EntryPanel.Standing standing, Fields fields) {
        Entries.Present<JsonObject> present = entries.resource(chart, type(), id);
        return TeamPanel.of(
                standing.after(present.version(), List.of()),
                TeamEntry.of(present.entry()),
                people.apply(chart),
                fields);
    }

    @Override
    public TeamPanel typed(Entries.Chart chart, EntryPanel.Standing standing, Form form) {
        return TeamPanel.typed(standing, form, people.apply(chart));
    }

    @Override
    public String save(Entries.Chart chart, String id, TeamPanel panel, Fields fields, Map<String, String> faults) {
        TeamEntry saved = id.isEmpty()
                ? TeamEntry.NEW
                : TeamEntry.of(entries.resource(chart, type(), id).entry());
        TeamEntry entry = panel.entry(saved, roles, fields, faults);
        entry.faults(saved).forEach(faults::putIfAbsent);
        if (!faults.isEmpty()) {
            return "";
        }
        if (id.isEmpty()) {
            return entries.create(chart, entry.create(chart.patient()));
        }
        entries.change(chart, type(), id, panel.standing().version(), entry::change);
        return id;
    }
}
