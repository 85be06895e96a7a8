package org.throughline.care.hold;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.throughline.access.Sensitivity;
import org.throughline.care.Parts;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.record.protection.Held;

/**
 * That a result is held from the patient, as the security label of the result tells it. Pure.
 *
 * @param until the first moment at which the patient sees it
 * @param words why, in the author's own; empty for none
 * @param by who holds it, for people; empty when not known
 */
public record Hold(Instant until, Reason reason, String words, String by) {
    /** No hold ends later than so long after it was set. */
    public static final Duration LONGEST = Held.LONGEST;

    /** So long a result waits for the talk that the patient wants first. */
    public static final Duration TALK = Duration.ofDays(14);

    /** The longest reason in words. */
    public static final int MOST_WORDS = 500;

    private static final String REASON = "reason";
    private static final String WORDS = "words";
    private static final String BY = "by";

    /** The hold of a result, which may be over; empty when it was never held. */
    public static Optional<Hold> of(JsonObject resource) {
        JsonObject label = Held.label(resource);
        return label == null
                ? Optional.empty()
                : Optional.of(new Hold(
                        Held.until(resource).orElseThrow(),
                        Reason.of(part(label, REASON, "valueCode")).orElse(Reason.SOURCE),
                        part(label, WORDS, "valueString"),
                        part(label, BY, "valueString")));
    }

    /** What the label of a result says by itself, though a version that has no time yet; empty when it says nothing. */
    static Optional<Instant> said(JsonObject resource) {
        JsonObject label = Held.label(resource);
        try {
            return label == null
                    ? Optional.empty()
                    : Optional.of(part(label, Held.UNTIL, "valueDateTime"))
                            .filter(each -> !each.isEmpty())
                            .map(each -> OffsetDateTime.parse(each).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String part(JsonObject label, String name, String value) {
        return label.objects("extension").stream()
                .filter(each -> Held.EXTENSION.equals(each.text("url")))
                .flatMap(each -> each.objects("extension").stream())
                .filter(each -> name.equals(each.text("url")))
                .map(each -> Parts.text(each, value))
                .findFirst()
                .orElse("");
    }

    /** Whether it is in force. */
    public boolean isOn(Instant now) {
        return until.isAfter(now);
    }

    Hold until(Instant end) {
        return new Hold(end, reason, words, by);
    }

    /** The result with this hold in place of the one that it had. */
    JsonObject on(JsonObject resource) {
        JsonObject meta = Objects.requireNonNullElse(resource.object("meta"), JsonObject.EMPTY);
        List<Json> labels = new ArrayList<>();
        meta.objects("security").stream().filter(each -> !Held.isLabel(each)).forEach(labels::add);
        labels.add(label());
        return resource.with("meta", meta.with("security", new JsonArray(labels)));
    }

    private JsonObject label() {
        List<Json> parts = new ArrayList<>();
        parts.add(part(Held.UNTIL)
                .add("valueDateTime", until.truncatedTo(ChronoUnit.SECONDS).toString())
                .build());
        parts.add(part(REASON).add("valueCode", reason.code()).build());
        if (!words.isBlank()) {
            parts.add(part(WORDS).add("valueString", words.strip()).build());
        }
        if (!by.isEmpty()) {
            parts.add(part(BY).add("valueString", by).build());
        }
        return JsonObject.builder()
                .add(
                        "extension",
                        JsonArray.of(JsonObject.builder()
                                .add("url", Held.EXTENSION)
                                .add("extension", new JsonArray(parts))
                                .build()))
                .add("system", Sensitivity.SYSTEM)
                .add("code", Held.CODE)
                .build();
    }

    private static JsonObject.Builder part(String url) {
        return JsonObject.builder().add("url", url);
    }
}
