package org.throughline.clinic.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.throughline.care.entry.AllergyEntry;
import org.throughline.care.entry.Choice;
import org.throughline.care.entry.Concept;
import org.throughline.http.Form;

/** The form of an allergy, as it was typed. */
public record AllergyPanel(
        Standing standing,
        String substance,
        String codes,
        String kind,
        String category,
        String danger,
        String reaction,
        String severity,
        String status,
        String certainty,
        String onset,
        String note)
        implements EntryPanel<AllergyPanel> {

    static AllergyPanel of(Standing standing, AllergyEntry entry, Fields fields) {
        return new AllergyPanel(
                standing,
                entry.substance().text(),
                Codes.words(entry.substance()),
                entry.kind(),
                entry.category(),
                entry.danger(),
                entry.reaction().text(),
                entry.severity(),
                entry.status(),
                entry.certainty(),
                fields.dates().date(entry.onset()),
                entry.note());
    }

    static AllergyPanel typed(Standing standing, Form form) {
        return new AllergyPanel(
                standing,
                form.value("substance").strip(),
                "",
                form.value("kind"),
                form.value("category"),
                form.value("danger"),
                form.value("reaction").strip(),
                form.value("severity"),
                form.value("status"),
                form.value("certainty"),
                form.value("onset").strip(),
                form.value("note").strip());
    }

    /**
     * What it comes to.
     *
     * @param faults where what cannot be read is put, by field
     */
    AllergyEntry entry(
            Concept savedSubstance,
            Concept savedReaction,
            Vocabulary substances,
            Vocabulary reactions,
            Fields fields,
            Map<String, String> faults) {
        return new AllergyEntry(
                Fields.concept(substance, savedSubstance, substances),
                kind,
                category,
                danger,
                Fields.concept(reaction, savedReaction, reactions),
                severity,
                status,
                certainty,
                fields.date("onset", onset, faults),
                note);
    }

    @Override
    public String noun() {
        return "allergy";
    }

    @Override
    public List<Difference> differences(AllergyPanel saved) {
        List<Difference> differences = new ArrayList<>();
        Fields.compare(differences, "Substance", saved.substance, substance);
        compare(differences, "Kind", AllergyEntry.KINDS, saved.kind, kind);
        compare(differences, "Category", AllergyEntry.CATEGORIES, saved.category, category);
        compare(differences, "Danger", AllergyEntry.DANGERS, saved.danger, danger);
        Fields.compare(differences, "Reaction", saved.reaction, reaction);
        compare(differences, "Severity", AllergyEntry.SEVERITIES, saved.severity, severity);
        compare(differences, "Status", AllergyEntry.STATUSES, saved.status, status);
        compare(differences, "Certainty", AllergyEntry.CERTAINTIES, saved.certainty, certainty);
        Fields.compare(differences, "Since", saved.onset, onset);
        Fields.compare(differences, "Note", saved.note, note);
        return differences;
    }

    private static void compare(
            List<Difference> differences, String field, List<Choice> choices, String saved, String typed) {
        Fields.compare(differences, field, Choice.words(choices, saved), Choice.words(choices, typed));
    }

    @Override
    public AllergyPanel with(Standing other) {
        return new AllergyPanel(
                other, substance, codes, kind, category, danger, reaction, severity, status, certainty, onset, note);
    }

    public List<Choice> kinds() {
        return AllergyEntry.KINDS;
    }

    public List<Choice> categories() {
        return AllergyEntry.CATEGORIES;
    }

    public List<Choice> dangers() {
        return AllergyEntry.DANGERS;
    }

    public List<Choice> severities() {
        return AllergyEntry.SEVERITIES;
    }

    public List<Choice> statuses() {
        return AllergyEntry.STATUSES;
    }

    public List<Choice> certainties() {
        return AllergyEntry.CERTAINTIES;
    }
}
