package org.throughline.care.result;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Concept;
import org.throughline.care.task.Member;
import org.throughline.care.task.Roster;
import org.throughline.care.task.Waiting;
import org.throughline.care.task.Waiting.Priority;
import org.throughline.care.task.Worklist;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.record.Intent;
import org.throughline.record.Records;
import org.throughline.search.Searches;

/**
 * Tells others when nobody looks at a report: of a critical one whoever covers, and then whoever answers for the practice
 * managers; of another one these after some days. The report stays on the list on which it is; what others get is a task of
 * their own, which says nothing of the result itself. It is over when somebody acknowledges the report.
 */
public final class Pressing {
    static final String CODE = "press-result";

    private static final Caller PRODUCT = new Caller("results", "Results", Rights.EVERYTHING);
    private static final String OWN = "urn:throughline:code";
    private static final String ROLES = "urn:throughline:role";
    private static final String COVERS = "physician";
    private static final String SYSTEM = "urn:throughline:press-result";
    private static final int AT_ONCE = 50;

    private final Worklist worklist;
    private final Records records;
    private final Types types;
    private final Supplier<Rule> rule;
    private final Supplier<Roster> roster;
    private final InstantSource clock;
    private final Finder finder;

    /** What is surely told, so that it is not looked for each time; another process finds it in the record. */
    private final Set<String> told = new HashSet<>();

    public Pressing(
            Worklist worklist,
            Records records,
            Searches searches,
            Types types,
            Supplier<Rule> rule,
            Supplier<Roster> roster,
            InstantSource clock) {
        this.worklist = worklist;
        this.records = records;
        this.finder = new Finder(records, searches);
        this.types = types;
        this.rule = rule;
        this.roster = roster;
        this.clock = clock;
    }

    /**
     * After how long others are told. There is no "never".
     *
     * @param covering of a critical result, whoever covers
     * @param manager of a critical result, the practice managers
     * @param abnormal of a result that is out of the usual
     * @param routine of any other
     */
    public record Rule(Duration covering, Duration manager, Duration abnormal, Duration routine) {
        public static final Rule USUAL =
                new Rule(Duration.ofMinutes(30), Duration.ofMinutes(60), Duration.ofDays(3), Duration.ofDays(7));

        public Rule {
            if (covering.compareTo(Duration.ZERO) <= 0
                    || manager.compareTo(covering) < 0
                    || abnormal.compareTo(Duration.ZERO) <= 0
                    || routine.compareTo(Duration.ZERO) <= 0) {
                throw new IllegalArgumentException("results that nobody looks at are always told to others");
            }
        }
    }

    /**
     * One telling: at this moment this member is told, or the practice managers.
     *
     * @param to null for the practice managers
     */
    public record Step(Instant at, @Nullable Member to) {}

    /** Who is told of a report that waits, and when, in the order of time; whether that is over or to come. */
    public static List<Step> steps(Waiting waiting, Rule rule, Roster there) {
        List<Step> steps = new ArrayList<>();
        if (waiting.priority() == Priority.STAT) {
            covering(there, there.holder(waiting.addressees()))
                    .ifPresent(member -> steps.add(new Step(waiting.since().plus(rule.covering()), member)));
            steps.add(new Step(waiting.since().plus(rule.manager()), null));
        } else {
            Duration after = waiting.priority() == Priority.ROUTINE ? rule.routine() : rule.abnormal();
            steps.add(new Step(waiting.since().plus(after), null));
        }
        return steps;
    }

    /**
     * Tells whoever is to be told now. What was told before, by this process or another, is not told again.
     *
     * @return how many tasks were given
     */
    public synchronized int run() {
        Rule present = rule.get();
        Roster there = roster.get();
        Map<String, JsonObject> due = new LinkedHashMap<>();
        for (Waiting waiting : worklist.results()) {
            tasks(waiting, present, there).forEach(task -> due.put(key(task), task));
        }
        told.retainAll(due.keySet());
        List<String> fresh =
                due.keySet().stream().filter(each -> !told.contains(each)).toList();
        int given = 0;
        for (int from = 0; from < fresh.size(); from += AT_ONCE) {
            List<String> some = fresh.subList(from, Math.min(fresh.size(), from + AT_ONCE));
            Set<String> known = known(some);
            List<JsonObject> missing = some.stream()
                    .filter(each -> !known.contains(each))
                    .map(each -> Objects.requireNonNull(due.get(each)))
                    .toList();
            if (!missing.isEmpty()) {
                give(missing);
            }
            given += missing.size();
            told.addAll(some);
        }
        return given;
    }

    private List<JsonObject> tasks(Waiting waiting, Rule present, Roster there) {
        Instant now = clock.instant();
        return steps(waiting, present, there).stream()
                .filter(step -> !step.at().isAfter(now))
                .map(step -> task(
                        waiting, there.holder(waiting.addressees()), step.to() == null ? managers() : to(step.to())))
                .toList();
    }

    private static String key(JsonObject task) {
        return Concept.text(Objects.requireNonNull(task.object("groupIdentifier")), "value");
    }

    /** Those of these that are told already, whether that is done or not. */
    private Set<String> known(List<String> keys) {
        String any = keys.stream().map(each -> SYSTEM + "|" + each).collect(Collectors.joining(","));
        return finder.find(PRODUCT, "Task", 2 * AT_ONCE, Finder.of("group-identifier", any)).matches().stream()
                .map(Pressing::key)
                .collect(Collectors.toSet());
    }

    /** A clinician who is here and is not the one who does not look: of one of their roles, else a physician. */
    private static Optional<Member> covering(Roster there, Optional<Member> holder) {
        List<String> roles = new ArrayList<>();
        holder.ifPresent(member -> member.roles().forEach(held -> roles.add(held.code())));
        roles.remove(Roster.LAST);
        roles.add(COVERS);
        return roles.stream()
                .flatMap(role -> there.here(role).stream())
                .filter(member -> member.reference() != null)
                .filter(member -> holder.filter(each -> each.account() == member.account())
                        .isEmpty())
                .findFirst();
    }

    /** Whose task it is: an element of Task and what search finds it by. */
    private record To(String element, Json value, String found) {}

    private static To to(Member member) {
        String reference = String.valueOf(member.reference());
        return new To("owner", Author.reference(reference, member.name()), "owner=" + reference);
    }

    private static To managers() {
        return new To(
                "performerType",
                JsonArray.of(Concept.of(ROLES, Roster.LAST, "Practice manager")),
                "performer=" + ROLES + "|" + Roster.LAST);
    }

    private JsonObject task(Waiting waiting, Optional<Member> holder, To to) {
        String now = ReportResource.time(clock.instant());
        String kind = switch (waiting.priority()) {
            case STAT -> "A critical result";
            case ASAP, URGENT -> "An abnormal result";
            case ROUTINE -> "A result";
        };
        JsonObject.Builder task = JsonObject.builder()
                .add("resourceType", "Task")
                .add("status", "requested")
                .add("intent", "order")
                .add("priority", waiting.priority().code())
                .add("code", Concept.of(OWN, CODE, "Result not acknowledged"))
                .add(
                        "description",
                        kind + " waits"
                                + holder.map(member -> " for " + member.name()).orElse("")
                                + " and nobody has acknowledged it")
                .add("focus", Author.reference(waiting.reference(), ""));
        if (!waiting.patient().isEmpty()) {
            task.add("for", Author.reference("Patient/" + waiting.patient(), ""));
        }
        return task.add("authoredOn", now)
                .add("lastModified", now)
                .add("requester", JsonObject.of("display", new JsonString("Results")))
                .add(to.element(), to.value())
                .add("businessStatus", Concept.of(OWN, "escalated", "Escalated"))
                .add("groupIdentifier", identifier(waiting, to))
                .build();
    }

    /** One task for each whom it is given to, each time that the report waits. */
    private static JsonObject identifier(Waiting waiting, To to) {
        return JsonObject.builder()
                .add("system", SYSTEM)
                .add(
                        "value",
                        waiting.id() + "/" + waiting.since().getEpochSecond() + "/"
                                + to.found().replaceAll("[^A-Za-z0-9-]", "-"))
                .build();
    }

    private void give(List<JsonObject> tasks) {
        records.write(
                PRODUCT,
                tasks.stream()
                        .<Intent>map(task -> new Intent.Create(
                                "Task", () -> task, "group-identifier=" + SYSTEM + "|" + key(task), null))
                        .toList(),
                (at, written, patients) -> Access.of(
                        at,
                        PRODUCT,
                        Action.CREATE,
                        types.number("Task"),
                        Concept.text(Objects.requireNonNull(tasks.getFirst().object("focus")), "reference"),
                        201,
                        patients));
    }
}
