package org.throughline.clinic.referral;

import java.util.List;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.care.entry.Choice;
import org.throughline.care.note.NoteStatus;
import org.throughline.care.note.Notes;

/** The notes of a patient that can be sent back: those that somebody here has signed or put there. */
final class NotesToSend {
    private NotesToSend() {}

    static List<Choice> of(Notes notes, Caller caller, String patient) {
        if (!caller.may(Interaction.SEARCH, Notes.DOCUMENT)) {
            return List.of();
        }
        return notes.of(caller, patient, false).notes().stream()
                .filter(each -> !each.authorReference().isEmpty() && each.status() != NoteStatus.RETRACTED)
                .map(each -> new Choice(
                        each.id(), each.title() + ", " + each.date().substring(0, 10) + ", " + each.author()))
                .toList();
    }
}
