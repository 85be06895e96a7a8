package org.throughline.clinic.referral;

import java.util.List;
import org.throughline.care.entry.Choice;
import org.throughline.clinic.PatientList;

/**
 * A referral as its page shows it.
 *
 * @param version of its Task
 * @param incoming whether it is one to us
 * @param other who has it in hand on the other side
 * @param connected whether the other side is told by itself
 * @param who whom it is about; as the other side says it, while that is not known here
 * @param question what the other side waits to be answered; empty for nothing
 * @param trouble what keeps the other side from being told; empty for nothing
 * @param moves what can be done now, in the order in which it is offered
 * @param notes those that can be sent back
 * @param appointments of the patient here that are to come, by their days
 * @param moved what was just done; empty for nothing
 */
public record ReferralView(
        String id,
        int version,
        boolean incoming,
        String patient,
        String who,
        String what,
        String why,
        String state,
        String urgency,
        String other,
        boolean connected,
        String requester,
        String since,
        String question,
        String trouble,
        List<MoveView> moves,
        List<StepView> steps,
        List<DocumentView> enclosed,
        List<DocumentView> reports,
        List<Choice> notes,
        List<Choice> appointments,
        String failure,
        String typed,
        String day,
        String moved) {
    public ReferralView {
        moves = List.copyOf(moves);
        steps = List.copyOf(steps);
        enclosed = List.copyOf(enclosed);
        reports = List.copyOf(reports);
        notes = List.copyOf(notes);
        appointments = List.copyOf(appointments);
    }

    /**
     * Something that can be done.
     *
     * @param code of the move
     * @param label of its button, with the patient
     * @param words what is asked with it; empty for nothing
     * @param needed whether that must be said
     * @param day what the day is of that goes with it; empty for none
     * @param note whether a note goes with it
     * @param first whether it is what is usually done next
     * @param open whether its form is open
     */
    public record MoveView(
            String code,
            String label,
            String words,
            boolean needed,
            String day,
            boolean note,
            boolean first,
            boolean open) {}

    /** A step that was taken. */
    public record StepView(String at, String what, String by, String side) {}

    /** A document in the chart. */
    public record DocumentView(String address, String title) {}

    /**
     * Who somebody may be here.
     *
     * @param them as the other side describes them
     * @param ours those who it may be, the likeliest first
     * @param registers whether the visitor may register somebody
     */
    public record Arrival(PatientList.Row them, List<PatientList.Row> ours, boolean registers) {
        public Arrival {
            ours = List.copyOf(ours);
        }
    }

    /**
     * A row of a list.
     *
     * @param late what has not happened for too long, or is asked; empty for neither
     */
    public record Row(
            String id,
            String who,
            String facts,
            String other,
            String what,
            String why,
            String urgency,
            String state,
            String since,
            String late) {}
}
