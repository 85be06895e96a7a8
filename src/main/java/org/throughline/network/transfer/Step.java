package org.throughline.network.transfer;

import java.time.Instant;
import org.throughline.care.Parts;
import org.throughline.fhir.json.JsonObject;

/**
 * Something that was done.
 *
 * @param by who did it, in words
 * @param words why, or what was said with it; may be empty
 */
public record Step(State state, Instant at, String by, String words) {

    JsonObject json() {
        return JsonObject.builder()
                .add("state", state.name())
                .add("at", at.toString())
                .add("by", by)
                .add("words", words)
                .build();
    }

    static Step of(JsonObject json) {
        return new Step(
                State.valueOf(Parts.text(json, "state")),
                Instant.parse(Parts.text(json, "at")),
                Parts.text(json, "by"),
                Parts.text(json, "words"));
    }
}
