package org.throughline.record;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.database.OpenTransaction;
import org.throughline.database.Pipeline;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.booking.ClaimCheck;
import org.throughline.record.booking.ClaimReader;
import org.throughline.record.booking.Claims;
import org.throughline.record.protection.Guard;
import org.throughline.record.protection.ProtectionRows;
import org.throughline.record.protection.Sight;

/**
 * One attempt to write a list of intents in one transaction: decide what each is for, lock what is there, then make
 * and write the versions in portions, so that a large bundle passes through memory piece by piece.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#transaction">Transaction</a>
 */
final class Commit {
    private static final int PORTION = 500;

    private final Parts parts;
    private final Connection connection;
    private final Caller caller;
    private final Sights sights;
    private final Criteria criteria;
    private final WrittenCheck writtenCheck;
    private final ClaimCheck claimCheck = new ClaimCheck();
    private final Integrity integrity = new Integrity();
    private final MergedCheck mergedCheck = new MergedCheck();
    private final MovedCheck movedCheck;
    private final GateCheck gateCheck;
    private final Confidence confidence;
    private final Set<Long> newValues = new HashSet<>();
    private boolean unknown;
    private final Map<String, String> replacements = new HashMap<>();

    /** The time of what is written; told once everything is locked, so that no later version has an earlier time. */
    private Instant now = Instant.EPOCH;

    /** @param late whether it may go into charts that have moved to another practice */
    Commit(Parts parts, Connection connection, Caller caller, Late late) throws SQLException {
        this.parts = parts;
        this.connection = connection;
        this.caller = caller;
        this.sights = Sights.of(parts.guard(), connection, caller);
        this.criteria = new Criteria(connection, parts.matcher(), caller);
        this.writtenCheck = new WrittenCheck(parts.types());
        this.movedCheck = new MovedCheck(caller, late);
        this.gateCheck = new GateCheck(parts.gates(), caller);
        this.confidence = new Confidence(parts, connection);
    }

    /**
     * Writes everything or throws. The outcomes are in the order of the intents.
     *
     * @param last adds what goes with the last statements: the audit entry
     * @param unresolved is told of references that point to nothing; null when that is a failure
     */
    List<Outcome> run(List<Intent> intents, Last last, @Nullable Consumer<IndexRows.Reference> unresolved)
            throws SQLException {
        List<Plan> plans = new Planner(criteria, parts.ids()).plan(intents);
        Map<Long, Present> present = lock(plans);
        now = parts.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        plans.forEach(this::noteFullUrl);
        askGate(plans, present);
        notePatients(plans);
        @Nullable Outcome[] outcomes = new Outcome[intents.size()];
        List<Plan> inTurn = plans.stream()
                .sorted(Comparator.comparingInt(Plan::turn).thenComparingInt(Plan::index))
                .toList();
        Pipeline pipeline = new Pipeline();
        for (int from = 0; from < inTurn.size(); from += PORTION) {
            pipeline.send(connection);
            pipeline = new Pipeline();
            write(pipeline, inTurn.subList(from, Math.min(inTurn.size(), from + PORTION)), present, outcomes);
        }
        Sights after = unknown ? Sights.within(parts.guard(), connection, caller) : sights;
        if (parts.settings().referencesMustResolve()) {
            integrity.checkTargets(pipeline, after.read(), unresolved);
        }
        writtenCheck.add(pipeline, after);
        mergedCheck.add(pipeline);
        movedCheck.add(pipeline, LocalDate.ofInstant(now, parts.clock().getZone()));
        claimCheck.add(pipeline);
        last.add(now, outcomesOf(outcomes), pipeline);
        pipeline.send(connection);
        if (parts.settings().referencesMustResolve()) {
            integrity.checkReferrers(connection, parts.indexer(), present);
        }
        return outcomesOf(outcomes);
    }

    private static List<Outcome> outcomesOf(@Nullable Outcome[] outcomes) {
        List<Outcome> all = new ArrayList<>(outcomes.length);
        for (Outcome outcome : outcomes) {
            all.add(Objects.requireNonNull(outcome));
        }
        return all;
    }

    /** Adds to the last statements of a transaction. */
    @FunctionalInterface
    interface Last {
        void add(Instant at, List<Outcome> outcomes, Pipeline pipeline) throws SQLException;
    }

    /** Whether decisions have to learn something once this is committed. */
    boolean hasUnknown() {
        return unknown;
    }

    /** Keys of tokens that are in the dictionary once this is committed. */
    Set<Long> newValues() {
        return newValues;
    }

    private Map<Long, Present> lock(List<Plan> plans) throws SQLException {
        List<Long> addresses = plans.stream()
                .filter(plan -> plan.id() != null && !(plan.intent() instanceof Intent.Create && !plan.found()))
                .map(Plan::address)
                .distinct()
                .toList();
        boolean patches = plans.stream().anyMatch(plan -> plan.intent() instanceof Intent.Patch || plan.found());
        boolean deletes = plans.stream().anyMatch(plan -> plan.intent() instanceof Intent.Delete);
        boolean claims = plans.stream().anyMatch(plan -> takesTime(plan.intent()));
        boolean permanent = plans.stream()
                .anyMatch(plan ->
                        parts.permanence().types().contains(plan.intent().type()));
        boolean gated = plans.stream().anyMatch(plan -> gateCheck.concerns(plan.intent()));
        boolean held = plans.stream()
                .anyMatch(plan -> plan.intent() instanceof Intent.Delete
                        && Guard.mayBeHeld(plan.intent().type()));
        boolean bodies = patches
                || claims
                || permanent
                || gated
                || held
                || caller.rights().bound();
        return Present.lock(connection, parts.types(), sights, addresses, bodies, deletes);
    }

    /** Before anything is written, so that what passes is stored with what was asked about it. */
    private void askGate(List<Plan> plans, Map<Long, Present> present) throws SQLException {
        for (Plan plan : plans) {
            if (plan.writes() && gateCheck.concerns(plan.intent())) {
                Present before = Refusals.permitted(plan, present.get(plan.address()));
                JsonObject draft = resolved(plan, drafted(plan, before));
                gateCheck.note(
                        plan.index(),
                        before == null || before.body() == null
                                ? null
                                : parts.bodies().open(before.body()),
                        draft.with("id", new JsonString(Objects.requireNonNull(plan.id()))));
            }
        }
        gateCheck.ask(
                connection,
                order -> parts.indexer().index(order).patient(),
                addresses -> new OpenTransaction(connection)
                        .run(open -> new Reader(open, parts.types(), all()).visible(addresses)));
    }

    /** What the caller sees, what other organizations gave us included: orders are asked about with regard to all of it. */
    private Sight all() throws SQLException {
        return parts.guard().sight(connection, caller.withOutside(), Interaction.READ);
    }

    private JsonObject drafted(Plan plan, @Nullable Present before) {
        return switch (plan.intent()) {
            case Intent.Create create -> read(plan, create.draft());
            case Intent.Update update -> {
                Preconditions.check(update.precondition(), plan, before);
                yield read(plan, update.draft());
            }
            case Intent.Patch patch -> {
                Preconditions.check(patch.precondition(), plan, before);
                yield edited(plan, patch, before);
            }
            case Intent.Keep ignored -> throw new IllegalStateException("what is kept is not asked about");
            case Intent.Delete ignored -> throw new IllegalStateException("what is deleted is not asked about");
        };
    }

    /** A draft, in the form in which it has passed the gate when that was asked. */
    private JsonObject read(Plan plan, Draft draft) {
        JsonObject passed = gateCheck.draft(plan.index());
        if (passed != null) {
            return passed;
        }
        try {
            return draft.read();
        } catch (Failed e) {
            throw Placed.in(draft.place(), e);
        }
    }

    private JsonObject edited(Plan plan, Intent.Patch patch, @Nullable Present before) {
        JsonObject passed = gateCheck.draft(plan.index());
        return passed == null ? patch.edit().apply(open(plan, before)) : passed;
    }

    private void noteFullUrl(Plan plan) {
        String fullUrl = plan.intent().fullUrl();
        if (fullUrl != null && replacements.put(fullUrl, plan.intent().type() + "/" + plan.id()) != null) {
            throw new Failed(new Failure.Malformed(
                    "duplicate",
                    "Bundle.entry[" + plan.index() + "].fullUrl",
                    "Another entry has this fullUrl; references to it would have two meanings."));
        }
    }

    /** How old patients are who are written with what is about them, in whatever order. */
    private void notePatients(List<Plan> plans) {
        for (Plan plan : plans) {
            Draft draft = plan.writes() && plan.intent().type().equals("Patient")
                    ? switch (plan.intent()) {
                        case Intent.Create create -> create.draft();
                        case Intent.Update update -> update.draft();
                        case Intent.Keep keep -> keep.draft();
                        case Intent.Patch ignored -> null;
                        case Intent.Delete ignored -> null;
                    }
                    : null;
            if (draft != null && plans.size() > 1) {
                confidence.note(plan.address(), read(plan, draft));
            }
        }
    }

    private void write(Pipeline pipeline, List<Plan> plans, Map<Long, Present> present, @Nullable Outcome[] outcomes)
            throws SQLException {
        List<Version> versions = new ArrayList<>(plans.size());
        for (Plan plan : plans) {
            Present before = Refusals.permitted(plan, present.get(plan.address()));
            Version version = plan.writes() ? next(plan, before) : null;
            outcomes[plan.index()] = version == null ? unwritten(plan, before) : outcome(version);
            if (version != null) {
                versions.add(version);
                integrity.note(version);
                writtenCheck.note(plan.intent(), version);
                mergedCheck.note(plan.intent(), version);
                movedCheck.note(plan.intent(), version);
                noteClaims(plan.intent(), version, before);
            }
        }
        if (!versions.isEmpty()) {
            newValues.addAll(new VersionWriter(pipeline, parts.types(), parts.knownValues()).write(versions));
        }
    }

    /** What is kept as it was elsewhere is as it was there; it takes time without being asked. */
    private static boolean takesTime(Intent intent) {
        return ClaimReader.hasRows(intent.type()) && !(intent instanceof Intent.Keep);
    }

    private void noteClaims(Intent intent, Version version, @Nullable Present before) {
        if (takesTime(intent)) {
            byte[] body = before == null ? null : before.body();
            Claims was = body == null
                    ? Claims.NONE
                    : parts.claims().of(parts.bodies().open(body));
            claimCheck.note(was, version.claims());
        }
    }

    /** The version that a plan makes; null when there is nothing to change. */
    private @Nullable Version next(Plan plan, @Nullable Present before) throws SQLException {
        return switch (plan.intent()) {
            case Intent.Create create -> placed(plan, create.draft(), null);
            case Intent.Update update -> {
                Preconditions.check(update.precondition(), plan, before);
                refuseCreation(plan, before);
                yield placed(plan, update.draft(), before);
            }
            case Intent.Patch patch -> {
                Preconditions.check(patch.precondition(), plan, before);
                JsonObject edited = edited(plan, patch, before);
                yield version(plan, edited, before, before == null ? 1 : before.version() + 1, now);
            }
            case Intent.Delete delete -> {
                Preconditions.check(delete.precondition(), plan, before);
                yield before == null || before.deleted() ? null : deletion(before);
            }
            case Intent.Keep keep -> kept(plan, keep, before);
        };
    }

    private @Nullable Version kept(Plan plan, Intent.Keep keep, @Nullable Present before) throws SQLException {
        if (before != null && before.version() == keep.version()) {
            return null;
        }
        Draft draft = keep.draft();
        if (draft == null) {
            long patient = before == null ? 0 : before.patient();
            return new Version(
                    new Stored(plan.address(), keep.type(), keep.id(), keep.version(), keep.updated(), patient, null),
                    null,
                    ProtectionRows.NONE,
                    Claims.NONE,
                    before == null ? 0 : before.labels(),
                    before);
        }
        try {
            return version(plan, draft.read(), before, keep.version(), keep.updated());
        } catch (Failed e) {
            throw Placed.in(draft.place(), e);
        }
    }

    private Version placed(Plan plan, Draft draft, @Nullable Present before) throws SQLException {
        try {
            return version(plan, read(plan, draft), before, before == null ? 1 : before.version() + 1, now);
        } catch (Failed e) {
            throw Placed.in(draft.place(), e);
        }
    }

    private JsonObject open(Plan plan, @Nullable Present before) {
        if (before != null && before.deleted()) {
            throw new Failed(new Failure.Gone(plan.intent().type() + "/" + plan.id() + " was deleted."));
        }
        if (before == null || before.body() == null) {
            throw new Failed(new Failure.NotFound("There is no " + plan.intent().type() + "/" + plan.id() + "."));
        }
        return parts.bodies().open(before.body());
    }

    private Version version(Plan plan, JsonObject draft, @Nullable Present before, int number, Instant updated)
            throws SQLException {
        String type = plan.intent().type();
        String id = Objects.requireNonNull(plan.id());
        Identity.check(draft, plan);
        JsonObject stamped =
                Meta.stamp(parts.guard().marked(kept(resolved(plan, draft), plan, before)), id, number, updated);
        parts.require(stamped);
        IndexRows indexed = parts.indexer().index(stamped);
        boolean confidential = confidence.lacks(stamped, indexed.patient());
        JsonObject resource = confidential ? confidence.labelled(stamped) : stamped;
        IndexRows rows = confidential ? parts.indexer().index(resource) : indexed;
        if (!(plan.intent() instanceof Intent.Keep)) {
            requirePermanence(type, before, resource);
        }
        Stored stored = new Stored(
                plan.address(),
                type,
                id,
                number,
                now,
                rows.patient(),
                parts.bodies().close(resource));
        ProtectionRows protection = parts.guard().rows(connection, resource);
        int labels = parts.guard().labels(connection, resource);
        unknown = unknown || !parts.guard().knows(labels, protection);
        return new Version(stored, rows, protection, parts.claims().of(resource), labels, before);
    }

    /** The draft with what its writer may not take from the present version. */
    private JsonObject kept(JsonObject draft, Plan plan, @Nullable Present before) {
        if (before == null || before.body() == null || plan.intent() instanceof Intent.Keep) {
            return draft;
        }
        boolean held = Guard.mayBeHeld(plan.intent().type());
        if (!caller.rights().bound()) {
            return held ? Markings.held(draft, parts.bodies().open(before.body())) : draft;
        }
        JsonObject had = parts.bodies().open(before.body());
        JsonObject kept = Markings.kept(draft, had, caller, plan.intent() instanceof Intent.Patch);
        return held ? Markings.held(kept, had) : kept;
    }

    private void requirePermanence(String type, @Nullable Present before, @Nullable JsonObject after) {
        if (before != null
                && before.body() != null
                && parts.permanence().types().contains(type)) {
            parts.requirePermanence(parts.bodies().open(before.body()), after);
        }
    }

    private Version deletion(Present before) {
        requirePermanence(before.type(), before, null);
        Stored stored = new Stored(
                before.address(), before.type(), before.id(), before.version() + 1, now, before.patient(), null);
        ProtectionRows protection = before.body() == null
                ? ProtectionRows.NONE
                : parts.guard().rowsOfDeleted(parts.bodies().open(before.body()));
        return new Version(stored, null, protection, Claims.NONE, before.labels(), before);
    }

    private JsonObject resolved(Plan plan, JsonObject draft) throws SQLException {
        List<String> conditional = new ArrayList<>();
        References.conditional(draft, conditional::add);
        for (String reference : conditional) {
            if (!replacements.containsKey(reference)) {
                replacements.put(reference, resolve(reference));
            }
        }
        return replacements.isEmpty()
                ? draft
                : (JsonObject) new References(
                                replacements, References.root(plan.intent().fullUrl(), parts.types()))
                        .replace(draft);
    }

    private String resolve(String reference) throws SQLException {
        int mark = reference.indexOf('?');
        String type = reference.substring(0, mark);
        if (!parts.types().isResourceType(type)) {
            throw new Failed(new Failure.Invalid("invalid", "reference", "There is no resource type " + type + "."));
        }
        return criteria.one(type, reference.substring(mark + 1))
                .map(match -> type + "/" + match.id())
                .orElseThrow(() -> new Failed(new Failure.PreconditionFailed(
                        "No " + type + " matches the conditional reference " + reference + ".")));
    }

    private static Outcome outcome(Version version) {
        Present before = version.previous();
        Outcome.Effect effect = version.stored().deleted()
                ? Outcome.Effect.DELETED
                : before == null || before.deleted() ? Outcome.Effect.CREATED : Outcome.Effect.UPDATED;
        return new Outcome(effect, version.stored());
    }

    private Outcome unwritten(Plan plan, @Nullable Present before) {
        if (!plan.found() || before == null) {
            return new Outcome(Outcome.Effect.NOTHING, null);
        }
        return new Outcome(
                Outcome.Effect.FOUND,
                new Stored(
                        before.address(),
                        before.type(),
                        before.id(),
                        before.version(),
                        before.updated(),
                        before.patient(),
                        before.body()));
    }

    private void refuseCreation(Plan plan, @Nullable Present before) {
        if (before == null && !parts.settings().updateCreates()) {
            throw new Failed(new Failure.MethodNotAllowed(
                    "There is no " + plan.intent().type() + "/" + plan.id() + ", and an update creates nothing here."));
        }
    }
}
