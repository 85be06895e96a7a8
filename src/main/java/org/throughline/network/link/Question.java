package org.throughline.network.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;

/**
 * That a member asks about somebody who may be one of several patients of ours.
 *
 * @param number by which it is named
 * @param peer the member's number
 * @param theirs the id of the Patient there
 * @param body what came
 * @param candidates the ids of ours, the likeliest first
 */
public record Question(int number, int peer, String theirs, String body, List<String> candidates, Instant asked) {
    public Question {
        candidates = List.copyOf(candidates);
    }

    /** Who it is about, as the member describes them: a Patient without an id. */
    public JsonObject person() {
        return Objects.requireNonNullElse(words().patient(), JsonObject.EMPTY);
    }

    /** Whether we have asked, and found somebody there, and not the other side. */
    public boolean isOurs() {
        return words().act().equals(Words.FOUND);
    }

    /** What speaks for and against it, in words; empty when that is not said. */
    public String reason() {
        return words().reason();
    }

    Words words() {
        return Words.read(JsonReader.readObject(body.getBytes(UTF_8)));
    }
}
