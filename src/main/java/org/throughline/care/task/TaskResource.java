package org.throughline.care.task;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * Tasks as they lie in the record: {@code owner} or {@code performerType} says who is to do it, {@code restriction.period}
 * by when, each step is a note. Pure.
 *
 * @see <a href="https://hl7.org/fhir/R4/task.html">Task</a>
 */
final class TaskResource {
    private TaskResource() {}

    static JsonObject create(NewTask task, Recipient to, Who who, Instant now) {
        JsonObject.Builder made = JsonObject.builder()
                .add("resourceType", "Task")
                .add("status", "requested")
                .add("intent", "order")
                .add("priority", task.priority().code())
                .add("description", task.what().strip())
                .add("authoredOn", time(now))
                .add("lastModified", time(now))
                .add("requester", who.reference());
        if (!task.focus().isEmpty()) {
            made.add("focus", JsonObject.of("reference", new JsonString(task.focus())));
        }
        if (!task.patient().isEmpty()) {
            made.add("for", JsonObject.of("reference", new JsonString("Patient/" + task.patient())));
        }
        LocalDate due = task.due();
        if (due != null) {
            made.add("restriction", JsonObject.of("period", JsonObject.of("end", new JsonString(due.toString()))));
        }
        return given(made.build(), to, now);
    }

    /** The Task in the hands of somebody else, who has not begun with it. */
    static JsonObject given(JsonObject task, Recipient to, Instant now) {
        JsonObject free = touched(task, "requested", now).without("owner").without("performerType");
        return switch (to.addressee()) {
            case Addressee.Person ignored -> free.with("owner", to.reference());
            case Addressee.Account ignored -> free.with("owner", to.reference());
            case Addressee.Elsewhere ignored -> free.with("owner", to.reference());
            case Addressee.Role role ->
                free.with(
                        "performerType",
                        JsonArray.of(Codes.concept(Codes.ROLES, role.code(), to.display())
                                .with("text", new JsonString(to.display()))));
        };
    }

    /** The Task, taken by somebody out of the work of a role, or begun. */
    static JsonObject taken(JsonObject task, Who who, Instant now) {
        return touched(task, "in-progress", now).with("owner", who.reference());
    }

    static JsonObject done(JsonObject task, Instant now) {
        return touched(task, "completed", now);
    }

    /** The Task that is not needed any more. */
    static JsonObject cancelled(JsonObject task, String reason, Instant now) {
        return touched(task, "cancelled", now).with("statusReason", JsonObject.of("text", new JsonString(reason)));
    }

    /** The Task, marked as passed on because it was overdue. */
    static JsonObject escalated(JsonObject task, Instant now) {
        return task.with("businessStatus", Codes.concept(Codes.OWN, Codes.ESCALATED, "Escalated"))
                .with("lastModified", new JsonString(time(now)));
    }

    static boolean isEscalated(JsonObject task) {
        JsonObject status = task.object("businessStatus");
        return status != null && Codes.has(List.of(status), Codes.ESCALATED);
    }

    private static JsonObject touched(JsonObject task, String status, Instant now) {
        return task.with("status", new JsonString(status)).with("lastModified", new JsonString(time(now)));
    }

    /** The Task with one more note. */
    static JsonObject noted(JsonObject task, Who who, String words, Instant now) {
        if (words.isBlank()) {
            return task;
        }
        List<Json> notes = new ArrayList<>(task.list("note"));
        notes.add(who.note().add("time", time(now)).add("text", words.strip()).build());
        return task.with("note", new JsonArray(notes));
    }

    static String lastNote(JsonObject task) {
        List<JsonObject> notes = task.objects("note");
        return notes.isEmpty() ? "" : WaitingReader.text(notes.getLast(), "text");
    }

    /** The day by which it is to be done; for a request of a patient the day by which it must be decided. */
    static @Nullable LocalDate due(JsonObject task, ZoneId zone) {
        JsonObject restriction = Objects.requireNonNullElse(task.object("restriction"), JsonObject.EMPTY);
        JsonObject period = restriction.object("period");
        if (period == null && Codes.isForPrivacy(task.object("code"))) {
            period = task.object("executionPeriod");
        }
        return period == null ? null : day(WaitingReader.text(period, "end"), zone);
    }

    /** The day of a FHIR date or time; null when it says none. */
    static @Nullable LocalDate day(String date, ZoneId zone) {
        try {
            return switch (date.length()) {
                case 0, 4, 7 -> null;
                case 10 -> LocalDate.parse(date);
                default -> OffsetDateTime.parse(date).atZoneSameInstant(zone).toLocalDate();
            };
        } catch (DateTimeException e) {
            return null;
        }
    }

    static String time(Instant now) {
        return now.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
