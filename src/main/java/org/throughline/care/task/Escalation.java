package org.throughline.care.task;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Target;

/**
 * Passes tasks on that nobody has done some days after the day by which they were due: to the role that the practice names,
 * either the task itself or a copy beside it. Several processes may do so at once: each task names the version that was
 * looked at, and only one of them writes.
 */
public final class Escalation {
    private static final Caller PRODUCT = new Caller("escalation", "Escalation", Rights.EVERYTHING);
    private static final Who WHO = new Who(PRODUCT, null);

    private final Worklist worklist;
    private final Records records;
    private final Types types;
    private final Supplier<Rule> rule;
    private final Clock clock;

    public Escalation(Worklist worklist, Records records, Types types, Supplier<Rule> rule, Clock clock) {
        this.worklist = worklist;
        this.records = records;
        this.types = types;
        this.rule = rule;
        this.clock = clock;
    }

    /**
     * When tasks are passed on, and to whom.
     *
     * @param days so many days after the day by which a task is due; negative for never
     * @param to the role
     * @param copies whether a copy is passed on and the task stays where it is
     */
    public record Rule(int days, Recipient to, boolean copies) {

        /** The day on which a task is passed on that is not done by then; null for never. */
        public @Nullable LocalDate day(Waiting waiting) {
            LocalDate due = waiting.due();
            return due == null
                            || days < 0
                            || waiting.escalated()
                            || !waiting.type().equals("Task")
                            || (waiting.kind() != Waiting.Kind.TASK && waiting.kind() != Waiting.Kind.DRAFT)
                            || waiting.addressees().stream()
                                    .findFirst()
                                    .filter(to.addressee()::equals)
                                    .isPresent()
                    ? null
                    : due.plusDays(days + 1L);
        }
    }

    /**
     * Passes on what is to be passed on now.
     *
     * @return how many tasks that were
     */
    public int run() {
        Rule present = rule.get();
        if (present.days() < 0) {
            return 0;
        }
        LocalDate today = LocalDate.now(clock);
        int passed = 0;
        for (Waiting waiting : worklist.all("Task")) {
            LocalDate day = present.day(waiting);
            if (day != null && !day.isAfter(today) && pass(waiting, present)) {
                passed++;
            }
        }
        return passed;
    }

    private boolean pass(Waiting waiting, Rule present) {
        Instant now = clock.instant();
        String words = "Overdue since " + waiting.due() + ": passed on to "
                + present.to().display();
        List<Intent> intents = new ArrayList<>();
        intents.add(new Intent.Patch(
                new Target.ById("Task", waiting.id()),
                task -> {
                    JsonObject marked = TaskResource.noted(TaskResource.escalated(task, now), WHO, words, now);
                    return present.copies() ? marked : TaskResource.given(marked, present.to(), now);
                },
                new Precondition.Version(waiting.version())));
        if (present.copies()) {
            JsonObject copy = copy(waiting, present.to(), now);
            intents.add(new Intent.Create("Task", () -> copy, null, null));
        }
        try {
            records.write(
                    PRODUCT,
                    intents,
                    (at, written, patients) -> Access.of(
                            at, PRODUCT, Action.UPDATE, types.number("Task"), "Task/" + waiting.id(), 200, patients));
            return true;
        } catch (Failed e) {
            if (e.failure() instanceof Failure.PreconditionFailed) {
                return false; // somebody else has done something to it meanwhile
            }
            throw e;
        }
    }

    private static JsonObject copy(Waiting waiting, Recipient to, Instant now) {
        NewTask overdue = new NewTask(
                waiting.patient(),
                "Overdue: " + waiting.what(),
                to,
                Objects.requireNonNull(waiting.due()),
                waiting.priority(),
                "");
        JsonObject task = TaskResource.escalated(TaskResource.create(overdue, to, WHO, now), now);
        return task.with("partOf", JsonArray.of(JsonObject.of("reference", new JsonString("Task/" + waiting.id()))));
    }
}
