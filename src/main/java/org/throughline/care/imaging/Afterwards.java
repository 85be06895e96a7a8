package org.throughline.care.imaging;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.care.Parts;
import org.throughline.fhir.json.JsonObject;

/**
 * What came of a report after it was signed.
 *
 * @param seconds second readings, the newest first
 * @param told who was told of a critical finding, the newest first
 * @param isAsked whether a second reading is asked for and not done
 */
public record Afterwards(List<Second> seconds, List<Told> told, boolean isAsked) {
    private static final int MOST = 100;

    public Afterwards {
        seconds = List.copyOf(seconds);
        told = List.copyOf(told);
    }

    /** A second reading. */
    public record Second(String by, Instant at, Verdict verdict, String words) {}

    /** That somebody was told of a critical finding. */
    public record Told(String who, String by, Instant at) {}

    static Afterwards read(Looker looker, Caller caller, String patient, String report) {
        List<JsonObject> tasks = looker.matches(
                caller,
                "Task",
                MOST,
                "focus",
                report,
                "code",
                Act.SECOND_READING.code() + "," + Act.SECOND_ASKED.code(),
                "status",
                "requested,in-progress,completed",
                "_sort",
                "-authored-on");
        List<Second> seconds = tasks.stream()
                .filter(each -> code(each.object("code")).equals(Act.SECOND_READING.code()))
                .map(Afterwards::second)
                .toList();
        List<Told> told = looker
                .matches(
                        caller,
                        "Communication",
                        MOST,
                        "category",
                        "critical-finding",
                        "status",
                        "completed",
                        "patient",
                        "Patient/" + patient)
                .stream()
                .filter(each -> Studies.references(each, "about").anyMatch(report::equals))
                .map(Afterwards::told)
                .toList();
        boolean asked = tasks.stream()
                .anyMatch(each -> code(each.object("code")).equals(Act.SECOND_ASKED.code())
                        && !"completed".equals(each.text("status")));
        return new Afterwards(seconds, told, asked);
    }

    private static Second second(JsonObject task) {
        return new Second(
                Parts.text(task.object("owner"), "display"),
                Parts.instant(task, "authoredOn").orElse(Instant.EPOCH),
                Verdict.of(code(task.object("businessStatus"))),
                task.objects("note").stream()
                        .map(each -> Parts.text(each, "text"))
                        .findFirst()
                        .orElse(""));
    }

    private static String code(@Nullable JsonObject concept) {
        return Parts.code(concept, Codes.OWN);
    }

    private static Told told(JsonObject communication) {
        return new Told(
                communication.objects("recipient").stream()
                        .map(each -> Parts.text(each, "display"))
                        .findFirst()
                        .orElse(""),
                Parts.text(communication.object("sender"), "display"),
                Parts.instant(communication, "sent").orElse(Instant.EPOCH));
    }
}
