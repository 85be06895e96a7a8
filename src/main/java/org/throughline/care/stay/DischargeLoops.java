package org.throughline.care.stay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.access.Caller;
import org.throughline.care.Parts;
import org.throughline.care.check.Origins;
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
import org.throughline.terminology.lab.Labs;

/**
 * What is to be done after a discharge, as tasks of whoever treats the patient here: going through the medicines, each result that is
 * pending, each follow-up. A result ends its task when it comes, a visit its follow-up; what is overdue is passed on as any task.
 */
record DischargeLoops(Looking looking, Labs labs, Clock clock) {
    static final String RECONCILE = "reconcile-discharge";
    static final String PENDING = "pending-result";
    static final String FOLLOW_UP = "discharge-follow-up";

    /** The codes of tasks that end by themselves. */
    static final String ENDING = PENDING + "," + FOLLOW_UP;

    private static final String TASK = "Task";
    private static final String FROM = "urn:throughline:from-document";
    private static final String WHO = "urn:throughline:follow-up-with";
    private static final int DAYS_TO_RECONCILE = 2;
    private static final int DAYS_FOR_RESULTS = 7;
    private static final int NEWS = 14;
    private static final int MOST = 200;
    private static final int MOST_FOREIGN = 20;

    /** The discharge summaries with parts of the last weeks, ours and those that others hold, the newest first. */
    static List<JsonObject> documents(Looking looking, Clock clock, Caller caller, String patient) {
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

    /** The discharge summaries of other systems of the last weeks, each once, by what each is known. */
    Map<String, JsonObject> foreign(String patient) {
        Map<String, JsonObject> foreign = new LinkedHashMap<>();
        for (String type : List.of("Composition", "DocumentReference")) {
            looking
                    .find(
                            Looking.OUTSIDE,
                            type,
                            MOST_FOREIGN,
                            Looking.of("patient", "Patient/" + patient),
                            Looking.of("type", DischargeDocument.LOINC + "|" + DischargeDocument.CODE),
                            Looking.of("date", "ge" + LocalDate.now(clock).minusDays(NEWS)))
                    .stream()
                    .filter(ForeignSummary::isOne)
                    .forEach(each -> foreign.putIfAbsent(ForeignSummary.key(each), each));
        }
        return foreign;
    }

    /**
     * The task to go through the medicines of a discharge summary of another system; given once, also when the document comes again.
     *
     * @param key by which the document is known
     */
    List<Intent> giving(String key, JsonObject document, String patient, String from, Recipient to) {
        String on = Parts.text(document, "date");
        return absent(
                document,
                List.of(task(
                        key + " " + RECONCILE,
                        RECONCILE,
                        "Reconcile after discharge",
                        new NewTask(
                                patient,
                                "Reconcile after discharge from " + from
                                        + ": its medicines are in the discharge summary of "
                                        + on.substring(0, Math.min(on.length(), 10)) + " among the documents",
                                to,
                                LocalDate.now(clock).plusDays(DAYS_TO_RECONCILE),
                                Priority.ROUTINE,
                                "Patient/" + patient))));
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
            JsonObject task = task(
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
                            ""));
            all.add(new PendingResult(looking, labs).awaiting(task, each, Parts.text(document, "date")));
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
        return absent(document, all);
    }

    /** Those tasks of a document that were never given, with what it is marked with and where it came from. */
    private List<Intent> absent(JsonObject document, List<JsonObject> tasks) {
        JsonObject meta = document.object("meta");
        List<JsonObject> labels = meta == null ? List.of() : meta.objects("security");
        return tasks.stream()
                .map(each -> labels.isEmpty()
                        ? each
                        : each.with("meta", JsonObject.of("security", new JsonArray(List.<Json>copyOf(labels)))))
                .map(each -> from(document, each))
                .filter(each -> looking.records()
                        .known(Looking.PRODUCT, List.of(Address.of(TASK, Parts.text(each, "id"))))
                        .isEmpty())
                .<Intent>map(each -> new Intent.Update(
                        new Target.ById(TASK, Parts.text(each, "id")), () -> each, new Precondition.Absent(), null))
                .toList();
    }

    /** Nothing of ours refers to a copy, which may be taken back: its id is kept as a text. */
    private static JsonObject from(JsonObject document, JsonObject task) {
        String id = Parts.text(document, "id");
        List<Json> identifiers = new ArrayList<>(task.list("identifier"));
        identifiers.add(JsonObject.builder()
                .add("system", FROM)
                .add("value", Parts.text(document, "resourceType") + "/" + id)
                .build());
        JsonObject named = task.with("identifier", new JsonArray(identifiers));
        return Copy.Origin.of(id).map(origin -> Origins.resting(named, origin)).orElse(named);
    }

    /** Withdraws the open tasks of documents that are here no more, since their holder has taken them back, or a link has ended. */
    List<Intent> withdrawing(String patient) {
        Map<Long, List<JsonObject>> open = new LinkedHashMap<>();
        for (JsonObject task : open(patient, RECONCILE + "," + ENDING)) {
            document(task)
                    .ifPresent(address -> open.computeIfAbsent(address, ignored -> new ArrayList<>())
                            .add(task));
        }
        open.keySet().removeAll(looking.records().visible(Looking.OUTSIDE, List.copyOf(open.keySet())));
        return open.values().stream()
                .flatMap(List::stream)
                .<Intent>map(task -> new Intent.Patch(
                        new Target.ById(TASK, Parts.text(task, "id")),
                        each -> isOpen(each) ? withdrawn(each) : each,
                        Precondition.NONE))
                .toList();
    }

    /** Where the copy lies that a task came from; empty for a task of ours, and for one of an earlier version. */
    private static Optional<Long> document(JsonObject task) {
        return task.objects("identifier").stream()
                .filter(each -> FROM.equals(each.text("system")))
                .map(each -> Parts.text(each, "value").split("/", 2))
                .filter(each -> each.length == 2 && Copy.Origin.of(each[1]).isPresent())
                .map(each -> Address.of(each[0], each[1]))
                .findFirst();
    }

    private JsonObject withdrawn(JsonObject task) {
        return noted(
                        task,
                        "cancelled",
                        "What this came from was taken back by who held it, or the link with them has ended.")
                .with("description", new JsonString("After a discharge: taken back by who told it"));
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
        List<JsonObject> open = open(patient, ENDING);
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

    private List<JsonObject> open(String patient, String codes) {
        return looking.find(
                Looking.PRODUCT,
                TASK,
                MOST,
                Looking.of("patient", "Patient/" + patient),
                Looking.of("code", codes),
                Looking.of("status", "requested,in-progress"));
    }

    /** What has ended a task, in words; empty when it still waits. */
    private Optional<String> ended(JsonObject task, String patient) {
        Instant since = Parts.instant(task, "authoredOn").orElse(Instant.EPOCH);
        return PENDING.equals(Parts.code(task.object("code"), StayMessage.CODES))
                ? new PendingResult(looking, labs).reported(task, patient)
                : seen(task, patient, since);
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
        return isOpen(task) ? noted(task, "completed", words) : task;
    }

    private static boolean isOpen(JsonObject task) {
        return Set.of("requested", "in-progress").contains(Parts.text(task, "status"));
    }

    private JsonObject noted(JsonObject task, String status, String words) {
        String now = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
        List<Json> notes = new ArrayList<>(task.list("note"));
        notes.add(JsonObject.builder()
                .add("authorString", "By itself")
                .add("time", now)
                .add("text", words)
                .build());
        return task.with("status", new JsonString(status))
                .with("lastModified", new JsonString(now))
                .with("note", new JsonArray(notes));
    }
}
