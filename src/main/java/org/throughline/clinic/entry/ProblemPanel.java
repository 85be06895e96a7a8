package org.throughline.clinic.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.throughline.care.entry.Choice;
import org.throughline.care.entry.Concept;
import org.throughline.care.entry.ProblemEntry;
import org.throughline.http.Form;

/** The form of a problem, as it was typed. */
public record ProblemPanel(
        Standing standing,
        String problem,
        String codes,
        String status,
        String certainty,
        String onset,
        String ended,
        String note)
        implements EntryPanel<ProblemPanel> {

    static ProblemPanel of(Standing standing, ProblemEntry entry, Fields fields) {
        return new ProblemPanel(
                standing,
                entry.problem().text(),
                Codes.words(entry.problem()),
                entry.status(),
                entry.certainty(),
                fields.dates().date(entry.onset()),
                fields.dates().date(entry.ended()),
                entry.note());
    }

    static ProblemPanel typed(Standing standing, Form form) {
        return new ProblemPanel(
                standing,
                form.value("problem").strip(),
                "",
                form.value("status"),
                form.value("certainty"),
                form.value("onset").strip(),
                form.value("ended").strip(),
                form.value("note").strip());
    }

    /**
     * What it comes to.
     *
     * @param faults where what cannot be read is put, by field
     */
    ProblemEntry entry(Concept saved, Vocabulary vocabulary, Fields fields, Map<String, String> faults) {
        return new ProblemEntry(
                Fields.concept(problem, saved, vocabulary),
                status,
                certainty,
                fields.date("onset", onset, faults),
                fields.date("ended", ended, faults),
                note);
    }

    @Override
    public String noun() {
        return "problem";
    }

    @Override
    public List<Difference> differences(ProblemPanel saved) {
        List<Difference> differences = new ArrayList<>();
        Fields.compare(differences, "Problem", saved.problem, problem);
        Fields.compare(
                differences,
                "Status",
                Choice.words(ProblemEntry.STATUSES, saved.status),
                Choice.words(ProblemEntry.STATUSES, status));
        Fields.compare(
                differences,
                "Certainty",
                Choice.words(ProblemEntry.CERTAINTIES, saved.certainty),
                Choice.words(ProblemEntry.CERTAINTIES, certainty));
        Fields.compare(differences, "Since", saved.onset, onset);
        Fields.compare(differences, "Until", saved.ended, ended);
        Fields.compare(differences, "Note", saved.note, note);
        return differences;
    }

    @Override
    public ProblemPanel with(Standing other) {
        return new ProblemPanel(other, problem, codes, status, certainty, onset, ended, note);
    }

    public List<Choice> statuses() {
        return ProblemEntry.STATUSES;
    }

    public List<Choice> certainties() {
        return ProblemEntry.CERTAINTIES;
    }
}
