package org.throughline.care.stay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.access.Caller;
import org.throughline.care.Parts;
import org.throughline.care.task.NewTask;
import org.throughline.care.task.Recipient;
import org.throughline.care.task.Tasks;
import org.throughline.care.task.Waiting.Priority;
import org.throughline.care.task.Who;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Address;
import org.throughline.record.Copy;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Target;

/**
 * What is to be done after a discharge, as tasks of whoever treats the patient here: going through the medicines, each result that is
 * pending, each follow-up. A result ends its task when it comes, a visit its follow-up; what is overdue is passed on as any task.
 */
record DischargeLoops(Looking looking, Clock clock) {
    static final String RECONCILE = "reconcile-discharge";
    static final String PENDING = "pending-result";
    static final String FOLLOW_UP = "discharge-follow-up";

    /** The codes of tasks that end by themselves. */
    static final String ENDING = PENDING + "," + FOLLOW_UP;

    private static final String TASK = "Task";
    private static final String AWAITS = "urn:throughline:awaits";
    private static final String WHO = "urn:throughline:follow-up-with";
    private static final int DAYS_TO_RECONCILE = 2;
    private static final int DAYS_FOR_RESULTS = 7;
    private static final int NEWS = 14;
    private static final int MOST = 200;
    private static final Set<String> REPORTED = Set.of("final", "amended", "corrected", "appended");

    /** The discharge summaries with parts of the last weeks, ours and those that others hold, the newest first. */
    List<JsonObject> documents(Caller caller, String patient) {
        return looking
                .find(
                        caller,
                        "DocumentReference",
                        5,
                        Looking.of("patient", "Patient/" + patient),
                        Looking.of("type", DischargeDocument.LOINC + "|" + DischargeDocument.CODE),
                        Looking.of("date", "ge" + LocalDate.now(clock).minusDays(NEWS)),
                        Looking.of("_sort", "-date"))
                .stream()
                .filter(DischargeDocument::isOne)
                .toList();
    }

    /**
     * The tasks of a document that are not given yet; each is given once, whatever becomes of it.
     *
     * @param from the organization that it comes from
     * @param to whose they are
     */
    List<Intent> giving(JsonObject document, String patient, String from, Recipient to) {
        Discharge discharge = DischargeDocument.read(document, from);
        String id = Parts.text(document, "id");
        LocalDate today = LocalDate.now(clock);
        List<JsonObject> all = new ArrayList<>();
        all.add(task(
                id + " " + RECONCILE,
                RECONCILE,
                "Reconcile after discharge",
                new NewTask(
                        patient,
                        "Reconcile after discharge" + (from.isEmpty() ? "" : " from " + from) + ": "
                                + counts(discharge),
                        to,
                        today.plusDays(DAYS_TO_RECONCILE),
                        Priority.ROUTINE,
                        "Patient/" + patient)));
        for (Discharge.Pending each : discharge.pending()) {
            all.add(task(
                            id + " " + PENDING + " " + each.order() + " " + each.what(),
                            PENDING,
                            "Pending result",
                            new NewTask(
                                    patient,
                                    "Result pending after discharge" + (from.isEmpty() ? "" : " from " + from) + ": "
                                            + each.what(),
                                    to,
                                    today.plusDays(DAYS_FOR_RESULTS),
                                    Priority.ROUTINE,
                                    ""))
                    .with(
                            "identifier",
                            JsonArray.of(JsonObject.builder()
                                    .add("system", AWAITS)
                                    .add("value", each.order().isEmpty() ? each.what() : each.order())
                                    .build())));
        }
        for (Discharge.FollowUp each : discharge.followUps()) {
            String with = each.who().isEmpty() ? "" : " (" + each.who() + ")";
            JsonObject task = task(
                    id + " " + FOLLOW_UP + " " + each.who() + " " + each.what(),
                    FOLLOW_UP,
                    "Follow-up after discharge",
                    new NewTask(
                            patient,
                            "Follow-up after discharge" + with + ": " + each.what(),
                            to,
                            each.by(),
                            Priority.ROUTINE,
                            ""));
            all.add(
                    each.who().isEmpty()
                            ? task
                            : Parts.withExtension(task, WHO, "valueString", new JsonString(each.who())));
        }
        JsonObject meta = document.object("meta");
        List<JsonObject> labels = meta == null ? List.of() : meta.objects("security");
        return all.stream()
                .map(each -> labels.isEmpty()
                        ? each
                        : each.with("meta", JsonObject.of("security", new JsonArray(List.<Json>copyOf(labels)))))
                .filter(each -> looking.records()
                        .known(Looking.PRODUCT, List.of(Address.of(TASK, Parts.text(each, "id"))))
                        .isEmpty())
                .<Intent>map(each -> new Intent.Update(
                        new Target.ById(TASK, Parts.text(each, "id")), () -> each, new Precondition.Absent(), null))
                .toList();
    }

    private static String counts(Discharge discharge) {
        return Stream.of(Discharge.Change.NEW, Discharge.Change.CHANGED, Discharge.Change.STOPPED)
                .map(change -> discharge.drugs().stream()
                                .filter(each -> each.change() == change)
                                .count()
                        + " " + change.words().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private JsonObject task(String name, String code, String display, NewTask task) {
        return Tasks.resource(
                new Who(Looking.PRODUCT, null),
                task,
                UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString(),
                code,
                display,
                clock.instant());
    }

    /** Ends the tasks of a patient for which what they wait for has come. */
    List<Intent> ending(String patient) {
        List<JsonObject> open = looking.find(
                Looking.PRODUCT,
                TASK,
                MOST,
                Looking.of("patient", "Patient/" + patient),
                Looking.of("code", ENDING),
                Looking.of("status", "requested,in-progress"));
        List<Intent> intents = new ArrayList<>();
        for (JsonObject task : open) {
            ended(task, patient)
                    .ifPresent(words -> intents.add(new Intent.Patch(
                            new Target.ById(TASK, Parts.text(task, "id")),
                            each -> done(each, words),
                            Precondition.NONE)));
        }
        return intents;
    }

    /** What has ended a task, in words; empty when it still waits. */
    private Optional<String> ended(JsonObject task, String patient) {
        Instant since = Parts.instant(task, "authoredOn").orElse(Instant.EPOCH);
        return PENDING.equals(Parts.code(task.object("code"), StayMessage.CODES))
                ? reported(task)
                : seen(task, patient, since);
    }

    private Optional<String> reported(JsonObject task) {
        String order = task.objects("identifier").stream()
                .filter(each -> AWAITS.equals(each.text("system")))
                .map(each -> Parts.text(each, "value"))
                .findFirst()
                .orElse("");
        if (!order.startsWith("ServiceRequest/")) {
            return Optional.empty();
        }
        return looking.find(Looking.OUTSIDE, "DiagnosticReport", 5, Looking.of("based-on", order)).stream()
                .filter(each -> REPORTED.contains(Parts.text(each, "status")))
                .findFirst()
                .map(each -> "The result is there: " + Parts.words(each.object("code")));
    }

    private Optional<String> seen(JsonObject task, String patient, Instant since) {
        String who = Parts.text(Parts.extension(task, WHO), "valueString").toLowerCase(Locale.ROOT);
        return looking
                .find(
                        Looking.OUTSIDE,
                        "Encounter",
                        20,
                        Looking.of("patient", "Patient/" + patient),
                        Looking.of("class", "AMB,VR,HH"),
                        Looking.of("status", "finished"),
                        Looking.of("date", "ge" + since.truncatedTo(ChronoUnit.SECONDS)))
                .stream()
                .filter(each -> !StayReader.isBefore(each, since) && isWith(each, who))
                .findFirst()
                .map(each -> "The patient was seen"
                        + Copy.holder(each).map(by -> " at " + by).orElse(""));
    }

    /** Whether a visit was with who is named: with nobody named, one of ours. */
    private static boolean isWith(JsonObject visit, String who) {
        return who.isEmpty()
                ? Copy.holder(visit).isEmpty()
                : Stream.concat(
                                visit.objects("participant").stream()
                                        .map(each -> Parts.text(each.object("individual"), "display")),
                                Stream.of(
                                        Parts.text(visit.object("serviceProvider"), "display"),
                                        Parts.words(visit.object("serviceType")),
                                        Copy.holder(visit).orElse("")))
                        .map(each -> each.toLowerCase(Locale.ROOT))
                        .anyMatch(each -> !each.isEmpty() && (each.contains(who) || who.contains(each)));
    }

    private JsonObject done(JsonObject task, String words) {
        if (!Set.of("requested", "in-progress").contains(Parts.text(task, "status"))) {
            return task;
        }
        String now = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
        List<Json> notes = new ArrayList<>(task.list("note"));
        notes.add(JsonObject.builder()
                .add("authorString", "By itself")
                .add("time", now)
                .add("text", words)
                .build());
        return task.with("status", new JsonString("completed"))
                .with("lastModified", new JsonString(now))
                .with("note", new JsonArray(notes));
    }
}
