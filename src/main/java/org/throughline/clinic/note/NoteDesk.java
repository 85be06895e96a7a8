package org.throughline.clinic.note;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.audit.AuditTrail;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Choice;
import org.throughline.care.entry.Entries;
import org.throughline.care.form.Terms;
import org.throughline.care.note.Afterwards;
import org.throughline.care.note.Chartbook;
import org.throughline.care.note.Cosigning;
import org.throughline.care.note.Notes;
import org.throughline.care.note.Prefill;
import org.throughline.care.note.Signing;
import org.throughline.care.note.Templates;
import org.throughline.clinic.ChartPages;
import org.throughline.clinic.PatientNames;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.account.Subject;
import org.throughline.network.document.NotePost;
import org.throughline.ui.Pages;
import org.throughline.ui.Visit;
import org.throughline.ui.draft.Draft;
import org.throughline.ui.draft.Drafts;

/**
 * What the screens of notes work with.
 *
 * @param colleagues who can be asked to sign too, by their references
 * @param practice the name of the practice, for papers
 */
public record NoteDesk(
        Notes notes,
        Templates templates,
        Chartbook book,
        Signing signing,
        Prefill prefill,
        Afterwards afterwards,
        Cosigning cosigning,
        NotePost post,
        Supplier<List<Choice>> colleagues,
        org.throughline.care.visit.Visits visits,
        ChartReader charts,
        ChartPages chartPages,
        PatientNames names,
        AuditTrail audit,
        Terms terms,
        Drafts drafts,
        Pages pages,
        Function<Caller, String> practice,
        RandomGenerator random,
        Clock clock) {

    /** Whether the visitor can write notes at all. */
    static boolean writes(Visit visit) {
        return visit.caller().may(Interaction.CREATE, "DocumentReference")
                && visit.caller().may(Interaction.CREATE, "QuestionnaireResponse");
    }

    static void requireWriter(Visit visit) {
        if (!writes(visit)) {
            throw new Failed(new Failure.Forbidden("Your roles do not include this."));
        }
    }

    /** Who writes, and into whose chart. */
    static Entries.Chart chart(Visit visit, String patient) {
        Subject subject = visit.session().account().subject();
        @Nullable
        Author author = subject == null
                ? null
                : new Author(subject.toString(), visit.session().account().display());
        return new Entries.Chart(visit.caller(), patient, author);
    }

    NoteDrafts rewriting() {
        return new NoteDrafts(templates, afterwards, drafts, random);
    }

    /** The address of a new draft in a chart. */
    String fresh(String patient) {
        return rewriting().fresh(patient);
    }

    static String address(String patient, String number) {
        return "/notes/" + patient + "/write/" + number;
    }

    static long account(Visit visit) {
        return visit.session().account().number();
    }

    static Failed none() {
        return new Failed(new Failure.NotFound("There is no such page."));
    }

    Optional<Draft> draft(Visit visit, String address) {
        return drafts.find(account(visit), address);
    }
}
