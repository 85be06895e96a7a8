package org.throughline.clinic.note;

import java.time.Instant;
import java.util.List;
import org.throughline.care.note.SentNote;
import org.throughline.http.Form;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.ui.Dates;
import org.throughline.ui.Visit;

/** Sends signed notes to other organizations: {@code /notes/PATIENT/NOTE/send}. */
record Sending(NoteDesk desk) {

    /** Sends one; what was wrong with the form, {@link SendView.Typed#NOTHING} once it is on its way. */
    SendView.Typed send(Visit visit, String patient, String id) {
        NoteDesk.requireWriter(visit);
        Form form = visit.form();
        String member = form.value("member");
        String person = form.value("person").strip();
        String words = form.value("words").strip();
        try {
            desk.post().send(NoteDesk.chart(visit, patient), id, number(member), person, words);
            return SendView.Typed.NOTHING;
        } catch (Failed e) {
            if (e.failure() instanceof Failure.Invalid invalid) {
                return new SendView.Typed(
                        member, person, words, invalid.issues().getFirst().element(), invalid.message());
            }
            throw e;
        }
    }

    private static int number(String member) {
        try {
            return Integer.parseInt(member);
        } catch (NumberFormatException e) {
            return -1; // no member has it
        }
    }

    /** What stands with a note that the visitor has read. */
    SendView view(Visit visit, String patient, NoteView note, SendView.Typed typed) {
        boolean sends = NoteDesk.writes(visit) && note.intact() && !note.isRetracted();
        return new SendView(
                sends ? desk.post().destinations(patient) : List.of(),
                note.intact()
                        ? desk.post().sent(patient, note.id()).stream()
                                .map(this::line)
                                .toList()
                        : List.of(),
                typed);
    }

    private SendView.Line line(SentNote sent) {
        String whom = sent.organization().display() + (sent.person().isEmpty() ? "" : ", " + sent.person());
        Instant ended = sent.ended();
        String state = !sent.refusal().isEmpty()
                ? "refused: " + sent.refusal()
                : ended == null ? "on its way" : "received " + time(ended);
        return new SendView.Line(
                "Sent to " + whom + " " + time(sent.sent()) + ", " + state,
                !sent.refusal().isEmpty());
    }

    /** Of today the time is enough. */
    private String time(Instant at) {
        Dates dates = new Dates(desk.clock().getZone());
        boolean today = at.atZone(desk.clock().getZone())
                .toLocalDate()
                .equals(desk.clock().instant().atZone(desk.clock().getZone()).toLocalDate());
        return today ? dates.time(at) : dates.moment(at);
    }
}
