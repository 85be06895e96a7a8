package org.throughline.care.result;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Concept;
import org.throughline.care.task.Roster;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Target;
import org.throughline.search.Searches;

/**
 * Tells whoever ordered something that nothing has come of it: a test without a result, a referral without a report. When it
 * stays so for as long again, the practice managers are told. The tasks end with the order. What was ordered more than half a
 * year ago is history that somebody brought along.
 */
public final class Unreported {
    private static final Caller PRODUCT = new Caller("results", "Results", Rights.EVERYTHING);
    private static final String CODE = "press-order";
    private static final String OWN = "urn:throughline:code";
    private static final String ROLES = "urn:throughline:role";
    private static final String REFERRAL = "3457005";
    private static final Duration TEST = Duration.ofDays(14);
    private static final Duration REFERRED = Duration.ofDays(30);
    private static final Duration HISTORY = Duration.ofDays(180);
    private static final int MOST = 1_000;
    private static final int AT_ONCE = 50;

    private final Records records;
    private final Finder finder;
    private final Types types;
    private final Clock clock;

    public Unreported(Records records, Searches searches, Types types, Clock clock) {
        this.records = records;
        this.finder = new Finder(records, searches);
        this.types = types;
        this.clock = clock;
    }

    /**
     * Tells whoever is to be told now, and ends what is over.
     *
     * @return how many tasks were given
     */
    public int run() {
        endTasks();
        Instant now = clock.instant();
        List<JsonObject> late = finder
                .find(
                        PRODUCT,
                        "ServiceRequest",
                        MOST,
                        Finder.of("status", "active"),
                        Finder.of("authored", "lt" + ReportResource.time(now.minus(TEST))),
                        Finder.of("authored", "ge" + ReportResource.time(now.minus(HISTORY))),
                        Finder.of("_sort", "authored"))
                .matches()
                .stream()
                .filter(order -> late(order, 1))
                .toList();
        Set<String> told = told(late);
        List<JsonObject> tasks = new ArrayList<>();
        for (JsonObject order : late) {
            String key = Concept.text(order, "id");
            if (!told.contains(key + "/1")) {
                tasks.add(task(order, 1));
            }
            if (late(order, 2) && !told.contains(key + "/2")) {
                tasks.add(task(order, 2));
            }
        }
        tasks.forEach(this::give);
        return tasks.size();
    }

    /** Whether it has been out for so many times as long as it should be; what is planned for later counts from then. */
    private boolean late(JsonObject order, int times) {
        Duration patience = order.objects("category").stream().anyMatch(each -> isReferral(each)) ? REFERRED : TEST;
        String planned = Concept.text(order, "occurrenceDateTime");
        Instant from = ReportReader.moment(planned.isEmpty() ? Concept.text(order, "authoredOn") : planned);
        boolean repeats = order.has("occurrenceTiming") || order.has("occurrencePeriod");
        return !repeats && from.plus(patience.multipliedBy(times)).isBefore(clock.instant());
    }

    private static boolean isReferral(JsonObject category) {
        return category.objects("coding").stream().anyMatch(coding -> REFERRAL.equals(coding.text("code")));
    }

    /** What was told already, whether it is done or not: the order's id and how often. */
    private Set<String> told(List<JsonObject> orders) {
        Set<String> told = new HashSet<>();
        for (int from = 0; from < orders.size(); from += AT_ONCE) {
            String some = orders.subList(from, Math.min(orders.size(), from + AT_ONCE)).stream()
                    .map(Finder::reference)
                    .collect(Collectors.joining(","));
            finder.find(PRODUCT, "Task", MOST, Finder.of("code", CODE), Finder.of("focus", some)).matches().stream()
                    .map(task -> Objects.requireNonNullElse(task.object("groupIdentifier"), JsonObject.EMPTY))
                    .forEach(identifier -> told.add(Concept.text(identifier, "value")));
        }
        return told;
    }

    private JsonObject task(JsonObject order, int times) {
        Order asked = Order.of(order);
        String now = ReportResource.time(clock.instant());
        JsonObject.Builder task = JsonObject.builder()
                .add("resourceType", "Task")
                .add("status", "requested")
                .add("intent", "order")
                .add("priority", "routine")
                .add("code", Concept.of(OWN, CODE, "Order without a result"))
                .add("groupIdentifier", identifier(asked, times))
                .add(
                        "description",
                        times == 1
                                ? "Nothing has come of what was ordered for this patient: ask, order again or end it"
                                : "Nothing has come of what was ordered for this patient, and nobody has ended it")
                .add("focus", Author.reference(Finder.reference(order), ""))
                .add("for", Author.reference("Patient/" + asked.patient(), ""))
                .add("authoredOn", now)
                .add("lastModified", now)
                .add("requester", JsonObject.of("display", new JsonString("Orders")));
        if (times == 1 && asked.hasRequester()) {
            task.add("owner", asked.requester());
        } else {
            String role = times == 1 ? "physician" : Roster.LAST;
            task.add("performerType", JsonArray.of(Concept.of(ROLES, role, role)));
        }
        return task.build();
    }

    private static JsonObject identifier(Order order, int times) {
        return JsonObject.builder()
                .add("system", "urn:throughline:" + CODE)
                .add("value", order.id() + "/" + times)
                .build();
    }

    private void give(JsonObject task) {
        JsonObject identifier = Objects.requireNonNull(task.object("groupIdentifier"));
        write(new Intent.Create(
                "Task",
                () -> task,
                "group-identifier=" + Concept.text(identifier, "system") + "|" + Concept.text(identifier, "value"),
                null));
    }

    /** The tasks of orders that are not out any more are done. */
    private void endTasks() {
        Finder.Found found = finder.find(
                PRODUCT,
                "Task",
                MOST,
                Finder.of("code", CODE),
                Finder.of("status", "requested,in-progress"),
                Finder.of("_include", "Task:focus"));
        Map<String, JsonObject> orders = found.referred();
        for (JsonObject task : found.matches()) {
            JsonObject focus = Objects.requireNonNullElse(task.object("focus"), JsonObject.EMPTY);
            JsonObject order = orders.get(Concept.text(focus, "reference"));
            if (order == null || !"active".equals(order.text("status"))) {
                write(new Intent.Patch(
                        new Target.ById("Task", Concept.text(task, "id")),
                        each -> each.with("status", new JsonString("completed"))
                                .with("lastModified", new JsonString(ReportResource.time(clock.instant()))),
                        Precondition.NONE));
            }
        }
    }

    private void write(Intent intent) {
        records.write(
                PRODUCT,
                List.of(intent),
                (at, written, patients) ->
                        Access.of(at, PRODUCT, Action.UPDATE, types.number("Task"), "orders", 200, patients));
    }
}
