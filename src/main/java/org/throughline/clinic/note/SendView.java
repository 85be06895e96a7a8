package org.throughline.clinic.note;

import java.util.List;
import org.throughline.network.document.NotePost.Destination;

/**
 * Sending a note to another organization, and what has become of that.
 *
 * @param destinations to whom it can be sent; empty when it cannot be
 * @param sent where it was sent, in words, the first first
 * @param typed what was sent with a form that was not taken
 */
public record SendView(List<Destination> destinations, List<Line> sent, Typed typed) {
    public SendView {
        destinations = List.copyOf(destinations);
        sent = List.copyOf(sent);
    }

    /**
     * One sending.
     *
     * @param words {@code sent to Heart Center 14:02, received 14:02}
     * @param refused whether it was not taken
     */
    public record Line(String words, boolean refused) {}

    /**
     * What a form holds.
     *
     * @param member the number of the member; empty for the first
     * @param field what is wrong; empty for nothing
     * @param failure why
     */
    public record Typed(String member, String person, String words, String field, String failure) {
        static final Typed NOTHING = new Typed("", "", "", "", "");
    }

    /** Whether there is nothing to show. */
    public boolean isEmpty() {
        return destinations.isEmpty() && sent.isEmpty();
    }
}
