package org.throughline.clinic.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.throughline.care.entry.Choice;
import org.throughline.care.entry.Concept;
import org.throughline.care.medication.Origin;
import org.throughline.care.taking.Taking;
import org.throughline.care.taking.TakingEntry;
import org.throughline.care.taking.TakingLine;
import org.throughline.http.Form;
import org.throughline.terminology.sig.Sig;

/**
 * The form of what a patient takes without an order of ours, as it was typed.
 *
 * @param drug with how it is taken, of something new; the drug alone of what is saved
 * @param how it is taken
 */
public record TakingPanel(
        Standing standing,
        String drug,
        String how,
        String origin,
        String since,
        String status,
        String ended,
        String reason,
        String note)
        implements EntryPanel<TakingPanel> {

    static TakingPanel blank(Standing standing) {
        return new TakingPanel(standing, "", "", Origin.OVER_THE_COUNTER.key(), "", "active", "", "", "");
    }

    static TakingPanel of(Standing standing, TakingEntry entry, Fields fields) {
        Taking taking = entry.taking();
        String how = TakingLine.words(taking.sig(), taking.product());
        return new TakingPanel(
                standing,
                taking.what().text(),
                how,
                taking.origin().key(),
                fields.dates().date(entry.since()),
                entry.status(),
                fields.dates().date(entry.ended()),
                entry.reason(),
                entry.note());
    }

    static TakingPanel typed(Standing standing, Form form) {
        return new TakingPanel(
                standing,
                form.value("drug").strip(),
                form.value("how").strip(),
                form.value("origin"),
                form.value("since").strip(),
                form.value("status"),
                form.value("ended").strip(),
                form.value("reason").strip(),
                form.value("note").strip());
    }

    /**
     * What it comes to.
     *
     * @param saved what is saved, whose drug stays the same; null for something new
     */
    TakingEntry entry(@Nullable TakingEntry saved, TakingLine lines, Fields fields, Map<String, String> faults) {
        Taking taking = saved == null ? added(lines, faults) : changed(saved.taking(), lines);
        return new TakingEntry(
                taking, status, fields.date("since", since, faults), fields.date("ended", ended, faults), reason, note);
    }

    private Taking added(TakingLine lines, Map<String, String> faults) {
        List<TakingLine.Candidate> candidates = lines.read(drug);
        TakingLine.Candidate meant = lines.exact(drug).orElse(candidates.size() == 1 ? candidates.getFirst() : null);
        if (meant == null) {
            faults.put("drug", drug.isEmpty() ? "Say what is taken." : "Choose one of what is offered while you type.");
            return new Taking(new Concept(drug, List.of()), null, null, Origin.of(origin));
        }
        Taking told = meant.taking();
        Sig sig = how.isEmpty() ? told.sig() : lines.how(how, told.product());
        return new Taking(
                told.what(), told.product(), sig, told.origin() == Origin.TOLD ? Origin.of(origin) : told.origin());
    }

    private Taking changed(Taking saved, TakingLine lines) {
        boolean same = how.equals(TakingLine.words(saved.sig(), saved.product()));
        return new Taking(
                saved.what(), saved.product(), same ? saved.sig() : lines.how(how, saved.product()), Origin.of(origin));
    }

    @Override
    public String noun() {
        return "medication";
    }

    /** Where it can come from. */
    public List<Choice> origins() {
        return TakingEntry.ORIGINS;
    }

    /** What can be said of it. */
    public List<Choice> statuses() {
        return TakingEntry.STATUSES;
    }

    @Override
    public TakingPanel with(Standing other) {
        return new TakingPanel(other, drug, how, origin, since, status, ended, reason, note);
    }

    @Override
    public List<Difference> differences(TakingPanel saved) {
        List<Difference> differences = new ArrayList<>();
        Fields.compare(differences, "How it is taken", saved.how, how);
        Fields.compare(
                differences,
                "Where it comes from",
                Choice.words(origins(), saved.origin),
                Choice.words(origins(), origin));
        Fields.compare(differences, "Since", saved.since, since);
        Fields.compare(differences, "Status", Choice.words(statuses(), saved.status), Choice.words(statuses(), status));
        Fields.compare(differences, "Until", saved.ended, ended);
        Fields.compare(differences, "Why it was stopped", saved.reason, reason);
        Fields.compare(differences, "Note", saved.note, note);
        return differences;
    }
}
