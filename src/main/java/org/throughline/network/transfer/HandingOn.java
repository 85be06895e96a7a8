package org.throughline.network.transfer;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.Parts;
import org.throughline.care.task.Addressee;
import org.throughline.care.task.NewTask;
import org.throughline.care.task.Recipient;
import org.throughline.care.task.Tasks;
import org.throughline.care.task.Waiting.Priority;
import org.throughline.care.task.Who;
import org.throughline.database.Database;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Intent;
import org.throughline.record.Moved;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.record.Target;

/**
 * Asks somebody to hand on what has arrived for a patient whose chart has moved: late results, letters, and what was entered while
 * the chart was on its way. One task for all that came together; it carries the labels of what it names.
 */
final class HandingOn {
    private static final int AT_ONCE = 500;
    private static final int MOST_NAMED = 20;
    private static final int LONGEST = 80;
    private static final int DAYS = 2;

    private final Database database;
    private final Records records;
    private final Retention retention;
    private final Clock clock;

    /** @param clock in the practice's time zone */
    HandingOn(Database database, Records records, Retention retention, Clock clock) {
        this.database = database;
        this.records = records;
        this.retention = retention;
        this.clock = clock;
    }

    /** Asks about all that has arrived since it was called last. */
    void step() {
        database.read(connection -> Moved.arrivals(connection, AT_ONCE)).stream()
                .collect(Collectors.groupingBy(
                        Moved.Arrival::patient, Collectors.mapping(Moved.Arrival::resource, Collectors.toList())))
                .forEach(this::ask);
    }

    private void ask(long patient, List<Long> arrived) {
        Optional<Moved.Chart> moved = records.present(Chart.PRODUCT, List.of(patient)).stream()
                .findFirst()
                .flatMap(each -> records.moved(each.id()));
        List<JsonObject> named = named(arrived);
        if (moved.isEmpty() || named.isEmpty()) {
            database.inTransaction(connection -> Moved.told(connection, arrived)); // opened again, or deleted meanwhile
            return;
        }
        Moved.Chart chart = moved.get();
        LocalDate today = LocalDate.now(clock);
        Moved.Chart kept = chart.keptUntil(today, retention.until(chart.patient(), today));
        String id = UUID.randomUUID().toString();
        JsonObject task = task(chart, named, id, today);
        try {
            records.write(
                    Chart.PRODUCT,
                    List.of(new Intent.Update(
                            new Target.ById("Task", id), () -> task, new Precondition.Absent(), null)),
                    (at, written, patients) -> Access.of(
                            at, Chart.PRODUCT, Action.TRANSFER_CHART, 0, "arrived after the move", 200, patients),
                    Records.Company.with((connection, written) -> {
                        if (Moved.told(connection, arrived) == 0) {
                            throw new Failed(new Failure.Conflict("Another process has asked already."));
                        }
                        Moved.keep(connection, kept);
                    }));
        } catch (Failed e) {
            if (!(e.failure() instanceof Failure.Conflict)) {
                throw e;
            }
        }
    }

    /** What is named of what came together: a report stands for its values. */
    private List<JsonObject> named(List<Long> arrived) {
        List<JsonObject> all =
                records.present(Chart.PRODUCT, arrived).stream().map(this::open).toList();
        List<JsonObject> reports = all.stream().filter(each -> !isValue(each)).toList();
        return reports.isEmpty() ? all : reports;
    }

    private JsonObject open(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }

    private static boolean isValue(JsonObject resource) {
        return Set.of("Observation", "Binary").contains(Parts.text(resource, "resourceType"));
    }

    private JsonObject task(Moved.Chart chart, List<JsonObject> named, String id, LocalDate today) {
        Instant now = clock.instant();
        String what = named.stream().limit(MOST_NAMED).map(HandingOn::words).collect(Collectors.joining("; "))
                + (named.size() > MOST_NAMED ? " and " + (named.size() - MOST_NAMED) + " more" : "");
        JsonObject first = named.getFirst();
        JsonObject task = Tasks.resource(
                new Who(Chart.PRODUCT, null),
                new NewTask(
                        chart.patient(),
                        "Came after the chart moved to " + chart.receiver() + ": " + what + ". Hand it on.",
                        new Recipient(new Addressee.Role("physician"), "Physician"),
                        today.plusDays(DAYS),
                        Priority.ROUTINE,
                        Parts.text(first, "resourceType") + "/" + Parts.text(first, "id")),
                id,
                "hand-on",
                "Hand on what came after the move",
                now);
        Set<Json> labels = new LinkedHashSet<>();
        named.forEach(each -> labels.addAll(Objects.requireNonNullElse(each.object("meta"), JsonObject.EMPTY)
                .objects("security")));
        return labels.isEmpty()
                ? task
                : task.with("meta", JsonObject.of("security", new JsonArray(List.copyOf(labels))));
    }

    private static String words(JsonObject resource) {
        String words = Parts.text(resource, "description");
        for (String name : List.of("code", "type", "vaccineCode", "medicationCodeableConcept")) {
            words = words.isEmpty() ? Parts.words(resource.object(name)) : words;
        }
        String all = words.isEmpty() ? Parts.text(resource, "resourceType") : words;
        return all.length() > LONGEST ? all.substring(0, LONGEST) + "…" : all;
    }
}
