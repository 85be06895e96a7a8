package org.throughline.clinic.schedule;

import java.util.Map;
import java.util.Optional;
import org.throughline.http.Request;

/**
 * What has just been done, to be said once.
 *
 * @param undo where it is taken back; empty when it cannot be
 * @param fields what the form that takes it back carries
 */
public record Told(String words, String undo, Map<String, String> fields) {
    public Told {
        fields = Map.copyOf(fields);
    }

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("booked", "Booked"),
            Map.entry("moved", "Moved"),
            Map.entry("changed", "Saved"),
            Map.entry("cancelled", "Cancelled"),
            Map.entry("missed", "Marked as not come"),
            Map.entry("restored", "It stands again"),
            Map.entry("arrived", "Checked in"),
            Map.entry("undone", "Taken back"),
            Map.entry("brought", "Saved"),
            Map.entry("waits", "On the waiting list"),
            Map.entry("closed", "Closed"));

    /** What a page was opened to say; empty for nothing. */
    static Optional<Told> of(Request request) {
        return request.parameter("done")
                .flatMap(done -> Optional.ofNullable(WORDS.get(done)))
                .map(words -> new Told(words, "", Map.of()));
    }
}
