package org.throughline.care.plan;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Concept;
import org.throughline.care.entry.TeamRoles;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.fhir.reference.References;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.record.Target;

/**
 * Writes what becomes of our plans, goals and teams by changes: of people here, and of other organizations. A change is merged into
 * the version that is there when it is written.
 */
public final class PlanChanges {
    private static final String GOAL = "Goal";

    private final Records records;
    private final References references;
    private final Supplier<String> ids;

    /**
     * @param references reads references to resources of ours
     * @param ids gives a new id each time
     */
    public PlanChanges(Records records, References references, Supplier<String> ids) {
        this.records = records;
        this.references = references;
        this.ids = ids;
    }

    /**
     * As whom something is changed.
     *
     * @param reader whose rights decide whether they may see, and so change, it
     * @param writer with whose rights it is written, and whom the trail names
     */
    public record Acting(Caller reader, Caller writer) {}

    /**
     * Changes what is ours.
     *
     * @param patient the id of our Patient whose it must be
     * @param id of what is changed, of the type of the change
     * @param company what goes with the write
     * @throws Failed with {@link Failure.NotFound}, {@link Failure.Gone} or {@link Failure.Forbidden} when the reader does not see
     *     such a one of this patient, with {@link Failure.Invalid} naming the field when the change says too little or too much, and with
     *     {@link Failure.Conflict} when it contradicts what others have said meanwhile
     */
    public void apply(Acting acting, String patient, String id, Change change, By by, Records.Company company) {
        change.faults().forEach((field, fault) -> {
            throw new Failed(new Failure.Invalid("value", field, fault));
        });
        Stored stored = records.read(acting.reader().withoutOutside(), change.type(), id);
        if (stored.deleted() || stored.patient() != Address.of("Patient", patient)) {
            throw new Failed(new Failure.NotFound("There is no such entry in this chart."));
        }
        records.write(
                acting.writer(),
                intents(acting.reader(), patient, id, labels(stored), change, by),
                (at, written, patients) -> Access.of(
                        at,
                        acting.writer(),
                        Action.UPDATE,
                        references.types().number(change.type()),
                        change.type() + "/" + id,
                        200,
                        patients),
                company);
    }

    /**
     * Sees whether a change contradicts already what is known here of something that another organization holds.
     *
     * @throws Failed with {@link Failure.Conflict} when it does
     */
    public static void requireConsistent(JsonObject copy, Change change, By by) {
        Merging.require(copy, change, by);
    }

    private List<JsonObject> labels(Stored stored) {
        JsonObject resource = records.bodies().open(Objects.requireNonNull(stored.body()));
        return Objects.requireNonNullElse(resource.object("meta"), JsonObject.EMPTY)
                .objects("security");
    }

    private List<Intent> intents(
            Caller reader, String patient, String id, List<JsonObject> labels, Change change, By by) {
        return switch (change) {
            case Change.Add add -> {
                JsonObject performer = performer(reader, patient, add.who());
                String element = ids.get();
                yield List.of(patch(change, id, plan -> Merging.add(plan, add, performer, element, by)));
            }
            case Change.Step step -> List.of(patch(change, id, plan -> Merging.step(plan, step, by)));
            case Change.Aim aim -> {
                String goal = ids.get();
                JsonObject made = Merging.goal(goal, patient, labels, aim, by);
                yield List.of(
                        new Intent.Update(new Target.ById(GOAL, goal), () -> made, new Precondition.Absent(), null),
                        patch(
                                change,
                                id,
                                plan -> Merging.aimed(
                                        plan, GOAL + "/" + goal, aim.what().strip())));
            }
            case Change.Standing standing -> List.of(patch(change, id, goal -> Merging.standing(goal, standing, by)));
            case Change.Review review -> List.of(patch(change, id, plan -> Merging.review(plan, review, by)));
            case Change.Join join ->
                List.of(patch(change, id, team -> Merging.joined(team, join, role(join.role()), by)));
            case Change.Leave ignored -> List.of(patch(change, id, team -> Merging.left(team, by)));
        };
    }

    private static Intent patch(Change change, String id, UnaryOperator<JsonObject> edit) {
        return new Intent.Patch(new Target.ById(change.type(), id), edit, Precondition.NONE);
    }

    private static JsonObject role(String words) {
        return TeamRoles.all().stream()
                .filter(each -> each.text().equalsIgnoreCase(words.strip()))
                .findFirst()
                .orElse(new Concept(words.strip(), List.of()))
                .json();
    }

    /** Whoever does it, as we refer to them: by name only when they are nobody whom the reader may know of here or there. */
    private JsonObject performer(Caller reader, String patient, Change.Performer who) {
        if (who.reference().equals(Change.Performer.PATIENT)) {
            return Author.reference("Patient/" + patient, who.name());
        }
        if (who.name().isBlank()) {
            return JsonObject.EMPTY;
        }
        Optional<String> reference = reference(reader, who.reference());
        return reference.isPresent()
                ? Author.reference(reference.get(), who.name())
                : JsonObject.of("display", new JsonString(who.name()));
    }

    private Optional<String> reference(Caller reader, String reference) {
        References.Local local = references.local(reference);
        if (local == null) {
            return reference.startsWith("https://") || reference.startsWith("http://")
                    ? Optional.of(reference)
                    : Optional.empty();
        }
        return records.visible(reader, Set.of(Address.of(local.type(), local.id())))
                        .isEmpty()
                ? Optional.empty()
                : Optional.of(local.type() + "/" + local.id());
    }
}
