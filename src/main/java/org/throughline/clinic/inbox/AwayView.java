package org.throughline.clinic.inbox;

import java.util.List;
import org.throughline.care.entry.Choice;

/**
 * Who is away, and the form to say so.
 *
 * @param people whose absence the visitor may enter; only themselves for most
 * @param person who is chosen of them
 * @param deputies who can stand in
 */
public record AwayView(
        List<Row> rows,
        List<Choice> people,
        String person,
        List<Choice> deputies,
        String deputy,
        String since,
        String until,
        String failure) {
    public AwayView {
        rows = List.copyOf(rows);
        people = List.copyOf(people);
        deputies = List.copyOf(deputies);
    }

    /** An absence in words. */
    public record Row(long account, long number, String who, String when, String deputy, boolean left) {}
}
