package org.throughline.clinic.inbox;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.care.entry.Choice;
import org.throughline.care.task.Tasks;
import org.throughline.ui.Dates;

/**
 * An inbox, ready to show.
 *
 * @param lists whose work can be shown
 * @param kinds what kinds of work the list has
 * @param heading of the list
 * @param rows the most urgent first
 * @param owners how much is on whose list, for who leads the practice; empty where that is not shown
 * @param more how many more there are than are shown
 * @param panel what is open beside the list; null for nothing
 * @param done what has just been done, to be said once; empty for nothing
 */
public record InboxView(
        List<Tab> lists,
        List<Tab> kinds,
        String heading,
        List<Row> rows,
        List<Owner> owners,
        int more,
        @Nullable Panel panel,
        String done) {
    public InboxView {
        lists = List.copyOf(lists);
        kinds = List.copyOf(kinds);
        rows = List.copyOf(rows);
        owners = List.copyOf(owners);
    }

    /**
     * Somebody with how much is on their list.
     *
     * @param counts by kind, in words
     */
    public record Owner(String name, String address, long count, long overdue, String counts, boolean away) {}

    /** A choice of what is shown, with how much that is. */
    public record Tab(String name, String address, long count, boolean current) {}

    /**
     * Something that waits.
     *
     * @param key tells it from the others
     * @param address where it is dealt with; empty when only somebody else can
     * @param patient whose name leads; empty when it is about nobody
     * @param facts what tells the patient from others of the name
     * @param from who asks; whom it waits for in the lists of others
     * @param when since when it waits, or by when it is to be done
     * @param style {@code caution} when it is overdue, else empty
     * @param urgent how urgent it is; empty for what is not
     * @param escalation on which day it is passed on, or that it was; empty for neither
     */
    public record Row(
            String key,
            String address,
            String kind,
            String patient,
            String facts,
            String what,
            String from,
            String when,
            String style,
            String urgent,
            String escalation,
            boolean current) {}

    /**
     * What is open beside the list.
     *
     * @param address where its forms are sent
     * @param close where the panel is closed to
     * @param patientId the id of the Patient; empty for nobody
     * @param patient the name, as the buttons say it; empty for nobody
     * @param facts what is to be known of it, each with its label
     * @param said the talk, or the notes
     * @param elsewhere where it is done instead; empty when it is done here
     * @param here whether it is done here
     * @param mayTake whether it can be taken out of the work of a role
     * @param mayAnswer whether whoever asked can be answered
     * @param typed what was begun as an answer
     */
    public record Panel(
            String title,
            String address,
            String close,
            boolean task,
            boolean message,
            int version,
            String patientId,
            String patient,
            String patientFacts,
            List<Fact> facts,
            List<Tasks.Said> said,
            String elsewhere,
            String elsewhereWords,
            boolean here,
            boolean hidden,
            boolean mayTake,
            boolean mayAnswer,
            List<Choice> recipients,
            String typed,
            int revision,
            String failure,
            Dates dates) {
        public Panel {
            facts = List.copyOf(facts);
            said = List.copyOf(said);
            recipients = List.copyOf(recipients);
        }

        /** When something was said. */
        public String moment(Tasks.Said word) {
            return dates.moment(word.sent());
        }

        /** As buttons end: {@code  · MARLOWE, Ada}; empty for nobody. */
        public String ofPatient() {
            return patient.isEmpty() ? "" : " · " + patient;
        }
    }

    /** Something to be known. */
    public record Fact(String label, String value, String style) {}
}
