package org.throughline.events.reminder;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.throughline.events.message.Channel;

/**
 * A reminder, as the staff sees it.
 *
 * @param appointment the id of the Appointment
 * @param patient the id of the Patient
 * @param starts when the appointment is that it reminds of
 * @param due when it leaves, or is tried again
 * @param why it was not sent; empty for nothing
 * @param done when it was sent or given up; null before
 */
public record ReminderRow(
        long number,
        String appointment,
        String patient,
        Instant starts,
        Channel channel,
        State state,
        int attempts,
        Instant due,
        String why,
        @Nullable Instant done) {

    /** What became of it. The names are stored. */
    public enum State {
        /** It waits for its time, or to be tried again. */
        WAITING,
        /** It is on its way; when it stays so, nobody knows whether it left. */
        LEAVING,
        SENT,
        /** It is not sent any more. */
        GIVEN_UP,
        /** It need not be sent: the appointment is no more as it was, or the patient wants none. */
        NEEDLESS
    }
}
