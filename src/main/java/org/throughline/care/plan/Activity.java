package org.throughline.care.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Digest;

/**
 * An activity of a plan.
 *
 * @param key by which it is told apart from the others of its plan, at home and in copies elsewhere: by the id of the element, or by
 *     what it says, for those that have none
 * @param what in words
 * @param status as FHIR has it; empty for what is an order, whose own status counts
 * @param who does it; empty when that is not said
 * @param by the day until which it is to be done, as FHIR has it, or when in words; empty when that is not said
 * @param progress the oldest first
 * @see <a href="https://hl7.org/fhir/R4/careplan-definitions.html#CarePlan.activity">CarePlan.activity</a>
 */
public record Activity(String key, String what, String status, String who, String by, List<Noted> progress) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");
    private static final int DIGITS = 16;

    public Activity {
        progress = List.copyOf(progress);
    }

    /** Those of a plan, in its order. */
    static List<Activity> of(JsonObject plan) {
        List<String> keys = keys(plan);
        List<Activity> activities = new ArrayList<>();
        List<JsonObject> elements = plan.objects("activity");
        for (int i = 0; i < elements.size(); i++) {
            activities.add(read(keys.get(i), elements.get(i)));
        }
        return activities;
    }

    private static Activity read(String key, JsonObject element) {
        JsonObject detail = element.object("detail");
        List<Noted> progress = Noted.all(element, "progress");
        if (detail == null) {
            JsonObject order = Objects.requireNonNullElse(element.object("reference"), JsonObject.EMPTY);
            String name = Parts.text(order, "display");
            return new Activity(key, name.isEmpty() ? "An order" : name, "", "", "", progress);
        }
        String status = Parts.text(detail, "status");
        return new Activity(
                key, what(detail), status.isEmpty() ? "unknown" : status, performers(detail), when(detail), progress);
    }

    private static String what(JsonObject detail) {
        String words = Stream.of(Parts.words(detail.object("code")), Parts.text(detail, "description"))
                .filter(each -> !each.isEmpty())
                .distinct()
                .collect(Collectors.joining(": "));
        return words.isEmpty() ? "An activity without a name" : words;
    }

    private static String performers(JsonObject detail) {
        return detail.objects("performer").stream()
                .map(each -> Parts.text(each, "display"))
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String when(JsonObject detail) {
        JsonObject period = Objects.requireNonNullElse(detail.object("scheduledPeriod"), JsonObject.EMPTY);
        JsonObject timing = Objects.requireNonNullElse(detail.object("scheduledTiming"), JsonObject.EMPTY);
        return Stream.of(
                        Parts.text(period, "end"),
                        Parts.text(detail, "scheduledString"),
                        Parts.words(timing.object("code")),
                        Parts.text(period, "start"))
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** Where the activity of a key is; -1 when there is none. */
    static int place(JsonObject plan, String key) {
        return keys(plan).indexOf(key);
    }

    private static List<String> keys(JsonObject plan) {
        Map<String, Integer> seen = new HashMap<>();
        List<String> keys = new ArrayList<>();
        for (JsonObject element : plan.objects("activity")) {
            String key = key(element);
            int times = seen.merge(key, 1, Integer::sum);
            keys.add(times == 1 ? key : key + ":" + times);
        }
        return keys;
    }

    /** What a copy says otherwise than its original, such as whom it refers to, does not count. */
    private static String key(JsonObject element) {
        String id = Parts.text(element, "id");
        if (ID.matcher(id).matches()) {
            return "i" + id;
        }
        JsonObject detail = element.object("detail");
        String said = detail == null
                ? Parts.text(Objects.requireNonNullElse(element.object("reference"), JsonObject.EMPTY), "display")
                : Stream.of("code", "description", "scheduledString", "scheduledPeriod", "scheduledTiming")
                        .map(name -> text(detail.get(name)))
                        .collect(Collectors.joining("\n"));
        return "h"
                + HexFormat.of().formatHex(Digest.sha256(said.getBytes(UTF_8))).substring(0, DIGITS);
    }

    private static String text(@Nullable Json json) {
        return json == null ? "" : json.toString();
    }
}
