package org.throughline.clinic.note;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.chart.Person;
import org.throughline.care.entry.Author;
import org.throughline.care.note.Cosigning;
import org.throughline.http.Answer;
import org.throughline.kernel.Address;
import org.throughline.ui.Dates;
import org.throughline.ui.Place;
import org.throughline.ui.Visit;
import org.throughline.ui.draft.Draft;

/** {@code /notes}: the notes that a person has begun and not signed. */
public final class OwnNotes {
    private final NoteDesk desk;

    OwnNotes(NoteDesk desk) {
        this.desk = desk;
    }

    /** A note that is not signed. */
    public record Row(String address, String patient, String title, String kept) {}

    Answer page(Visit visit) {
        List<Draft> drafts = desk.drafts().below(NoteDesk.account(visit), "/notes/");
        List<Cosigning.Request> requests = requests(visit);
        Set<Long> addresses = Stream.concat(
                        drafts.stream().map(draft -> address(draft.key())),
                        requests.stream().map(Cosigning.Request::address))
                .collect(Collectors.toSet());
        Map<Long, Person> people = desk.charts().people(visit.caller(), addresses);
        desk.audit()
                .record(Access.of(
                        desk.clock().instant(),
                        visit.caller(),
                        Action.VIEW,
                        0,
                        "notes/unsigned",
                        200,
                        people.keySet()));
        Dates dates = new Dates(desk.clock().getZone());
        List<Row> rows = drafts.stream()
                .map(draft -> new Row(
                        draft.key(),
                        name(people.get(address(draft.key()))),
                        draft.form().value("title"),
                        dates.moment(draft.saved())))
                .toList();
        List<Row> asked = requests.stream()
                .map(request -> new Row(
                        "/notes/" + request.patient() + "/" + request.note(),
                        name(people.get(request.address())),
                        request.title() + " by " + request.author(),
                        dates.time(request.asked())))
                .toList();
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("asked", asked);
        parameters.put("frame", visit.frame("Unsigned notes", Place.NOTES));
        parameters.put("rows", rows);
        return desk.pages().page(200, "clinic/note/own.jte", parameters);
    }

    private List<Cosigning.Request> requests(Visit visit) {
        Author author = NoteDesk.chart(visit, "").author();
        return author == null ? List.of() : desk.cosigning().waiting(visit.caller(), author.reference());
    }

    private String name(@Nullable Person person) {
        return person == null ? "A patient whom you may not see" : desk.names().name(person);
    }

    private static long address(String key) {
        return Address.of("Patient", key.split("/", -1)[2]);
    }
}
