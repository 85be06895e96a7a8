package org.throughline.care.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;

/**
 * The tags by which a report says that somebody is still to look at it, and how soon. They are in its {@code meta}, so that
 * they are found by search and that setting one is a version of the report like any other. Pure.
 */
public final class ToAcknowledge {
    /** Whoever changed a report last has looked at it. */
    private static final String ACKNOWLEDGED = "acknowledged";

    private static final Set<String> ALL =
            Set.of(Codes.TO_ACKNOWLEDGE, ACKNOWLEDGED, Urgency.ABNORMAL.code(), Urgency.CRITICAL.code());

    private ToAcknowledge() {}

    /** How soon somebody must look at it. */
    public enum Urgency {
        ROUTINE("routine", Waiting.Priority.ROUTINE),
        ABNORMAL("abnormal", Waiting.Priority.URGENT),
        CRITICAL("critical", Waiting.Priority.STAT);

        private final String code;
        private final Waiting.Priority priority;

        Urgency(String code, Waiting.Priority priority) {
            this.code = code;
            this.priority = priority;
        }

        String code() {
            return code;
        }

        Waiting.Priority priority() {
            return priority;
        }
    }

    /** Whether somebody is still to look at it. */
    public static boolean is(JsonObject report) {
        return Codes.isToAcknowledge(report);
    }

    /** Whether somebody has looked at this version. */
    public static boolean isDone(JsonObject report) {
        return has(report, ACKNOWLEDGED);
    }

    /** How soon; routine when it does not say. */
    public static Urgency urgency(JsonObject report) {
        if (has(report, Urgency.CRITICAL.code())) {
            return Urgency.CRITICAL;
        }
        return has(report, Urgency.ABNORMAL.code()) ? Urgency.ABNORMAL : Urgency.ROUTINE;
    }

    /** The report, waiting for somebody. */
    public static JsonObject on(JsonObject report, Urgency urgency) {
        return urgency == Urgency.ROUTINE
                ? tagged(report, List.of(Codes.TO_ACKNOWLEDGE))
                : tagged(report, List.of(Codes.TO_ACKNOWLEDGE, urgency.code()));
    }

    /** The report, looked at. */
    public static JsonObject done(JsonObject report) {
        return tagged(report, List.of(ACKNOWLEDGED));
    }

    /** The report without any of these tags. */
    public static JsonObject off(JsonObject report) {
        return tagged(report, List.of());
    }

    private static JsonObject tagged(JsonObject report, List<String> codes) {
        JsonObject meta = meta(report);
        List<Json> tags = new ArrayList<>();
        meta.objects("tag").stream().filter(tag -> !isOurs(tag)).forEach(tags::add);
        codes.forEach(code -> tags.add(Codes.coding(Codes.OWN, code, "")));
        JsonObject after = tags.isEmpty() ? meta.without("tag") : meta.with("tag", new JsonArray(tags));
        return after.size() == 0 ? report.without("meta") : report.with("meta", after);
    }

    private static boolean isOurs(JsonObject tag) {
        return Codes.OWN.equals(tag.text("system")) && ALL.contains(WaitingReader.text(tag, "code"));
    }

    private static boolean has(JsonObject report, String code) {
        return meta(report).objects("tag").stream()
                .anyMatch(tag -> Codes.OWN.equals(tag.text("system")) && code.equals(tag.text("code")));
    }

    private static JsonObject meta(JsonObject report) {
        return Objects.requireNonNullElse(report.object("meta"), JsonObject.EMPTY);
    }
}
