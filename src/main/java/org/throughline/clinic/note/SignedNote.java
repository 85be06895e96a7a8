package org.throughline.clinic.note;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.chart.Person;
import org.throughline.care.entry.Entries;
import org.throughline.care.form.ShippedTemplates;
import org.throughline.care.form.Template;
import org.throughline.care.note.Afterwards;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.ui.Place;
import org.throughline.ui.Visit;

/**
 * What is done with a signed note, below {@code /notes/PATIENT/NOTE/}: {@code addend}, {@code cosign}, {@code retract}, and
 * {@code move} to write it anew in another chart.
 */
public final class SignedNote {
    public static final List<String> REASONS = List.of("Signed too early", "The content is wrong", "Written twice");
    private static final int LONGEST_REASON = 500;
    private static final int MOST_PATIENTS = 20;

    private final NoteDesk desk;

    SignedNote(NoteDesk desk) {
        this.desk = desk;
    }

    Answer get(Visit visit, String patient, String id, String act) {
        NoteDesk.requireWriter(visit);
        return switch (act) {
            case "addend" -> addend(visit, patient, id);
            case "move" -> choose(visit, patient, id);
            default -> throw NoteDesk.none();
        };
    }

    Answer post(Visit visit, String patient, String id, String act) {
        NoteDesk.requireWriter(visit);
        Entries.Chart chart = NoteDesk.chart(visit, patient);
        String back = "/notes/" + patient + "/" + id;
        switch (act) {
            case "cosign" -> desk.afterwards().cosign(chart, id, version(visit));
            case "retract" -> {
                return retract(visit, chart, id);
            }
            case "move" -> {
                return move(visit, chart, id);
            }
            default -> throw NoteDesk.none();
        }
        return Answer.redirect(back + "?cosigned=1");
    }

    private Answer addend(Visit visit, String patient, String id) {
        String template = desk.templates().active(visit.caller()).stream()
                .filter(each -> each.url().equals(ShippedTemplates.ADDENDUM))
                .map(Template::id)
                .findFirst()
                .orElseThrow(NoteDesk::none);
        return Answer.redirect(desk.fresh(patient) + "?template=" + template + "&appends=" + id);
    }

    private Answer retract(Visit visit, Entries.Chart chart, String id) {
        Form form = visit.form();
        String words = form.value("words").strip();
        String picked = form.value("reason");
        String reason = words.isEmpty() ? picked : picked.isEmpty() ? words : picked + ": " + words;
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            throw new Failed(new Failure.Invalid("required", "reason", "Say why the note is taken back."));
        }
        Set<String> kept = desk.afterwards().made(chart, id).stream()
                .map(Afterwards.Made::reference)
                .collect(Collectors.toCollection(HashSet::new));
        kept.removeAll(form.values("with"));
        desk.afterwards().retract(chart, id, version(visit), reason, kept);
        String back = "/notes/" + chart.patient() + "/" + id;
        return Answer.redirect(back + "?retracted=1");
    }

    private static int version(Visit visit) {
        try {
            return Integer.parseInt(visit.form().value("version"));
        } catch (NumberFormatException e) {
            throw new Failed(new Failure.Malformed("value", "version", "This is not a number."));
        }
    }

    /** Asks for the right patient. Several patients show, so that no banner does. */
    private Answer choose(Visit visit, String patient, String id) {
        Caller caller = visit.caller();
        String typed = visit.request().parameter("q").orElse("").strip();
        List<Person> found = typed.isEmpty() ? List.of() : desk.charts().patients(caller, typed, MOST_PATIENTS);
        Person from = desk.charts().person(caller, patient);
        List<Person> shown = new ArrayList<>(found);
        shown.add(from);
        record(caller, shown);
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("frame", visit.frame("Write the note anew", Place.NOTES));
        parameters.put("address", "/notes/" + patient + "/" + id + "/move");
        parameters.put("typed", typed);
        parameters.put("from", desk.names().name(from));
        parameters.put(
                "found",
                found.stream()
                        .filter(person -> !person.id().equals(patient))
                        .map(person -> new Candidate(person.id(), desk.names().name(person)))
                        .toList());
        return desk.pages().page(200, "clinic/note/move.jte", parameters);
    }

    private void record(Caller caller, List<Person> shown) {
        desk.audit()
                .record(Access.of(
                        desk.clock().instant(),
                        caller,
                        Action.VIEW,
                        0,
                        "notes/move",
                        200,
                        shown.stream()
                                .map(person -> Address.of("Patient", person.id()))
                                .collect(Collectors.toSet())));
    }

    /** Begins a draft in the other chart with what was typed; what was pulled in stays behind. */
    private Answer move(Visit visit, Entries.Chart chart, String id) {
        String to =
                desk.charts().person(visit.caller(), visit.form().value("to")).id();
        return Answer.redirect(
                desk.rewriting().begin(chart, id, to, NoteDesk.account(visit)).orElseThrow(NoteDesk::none));
    }

    /** A patient to choose. */
    public record Candidate(String id, String name) {}
}
