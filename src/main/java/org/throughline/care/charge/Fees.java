package org.throughline.care.charge;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.kernel.Ids;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.record.Target;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;

/** The list of fees of a practice. */
public final class Fees {
    static final String TYPE = "ChargeItemDefinition";
    private static final String URL = "urn:throughline:fee:";
    private static final int MOST = 1_000;

    private final Records records;
    private final Searches searches;
    private final Types types;
    private final Ids ids;

    public Fees(Records records, Searches searches, Types types, Ids ids) {
        this.records = records;
        this.searches = searches;
        this.types = types;
        this.ids = ids;
    }

    /** All fees, by what they are called; those that are not charged any more at the end. */
    public List<Fee> all(Caller caller) {
        if (!caller.may(Interaction.SEARCH, TYPE)) {
            return List.of();
        }
        List<Argument> arguments = List.of(new Argument("_count", Integer.toString(MOST)));
        return searches
                .run(caller, new SearchRequest(new org.throughline.search.query.Target.OfType(TYPE), arguments, true))
                .matches()
                .stream()
                .map(this::open)
                .map(Fee::of)
                .sorted(Comparator.comparing(Fee::active).reversed().thenComparing(Fee::words))
                .toList();
    }

    /**
     * A fee that can be charged.
     *
     * @throws Failed with {@link Failure.NotFound} when there is none
     */
    Fee fee(Caller caller, String id) {
        Stored stored = records.read(caller, TYPE, id);
        if (stored.deleted()) {
            throw new Failed(new Failure.NotFound("There is no such fee."));
        }
        return Fee.of(open(stored));
    }

    /**
     * Adds a fee, or changes one from the version that was looked at.
     *
     * @throws Failed with {@link Failure.PreconditionFailed} when somebody else has changed it meanwhile
     */
    public void save(Caller caller, Fee fee) {
        boolean fresh = fee.id().isEmpty();
        String url = URL + ids.next();
        Intent intent = fresh
                ? new Intent.Create(TYPE, () -> fee.json(url), null, null)
                : new Intent.Patch(
                        new Target.ById(TYPE, fee.id()),
                        before -> changed(before, fee),
                        new Precondition.Version(fee.version()));
        records.write(
                caller,
                List.of(intent),
                (at, written, patients) -> Access.of(
                        at, caller, fresh ? Action.CREATE : Action.UPDATE, types.number(TYPE), "fee", 200, patients));
    }

    private static JsonObject changed(JsonObject before, Fee fee) {
        JsonObject after = fee.json(Fee.text(before, "url"));
        JsonObject changed = before;
        for (String name : List.of("title", "status", "code", "propertyGroup")) {
            changed = changed.with(name, Objects.requireNonNull(after.get(name)));
        }
        return changed;
    }

    private JsonObject open(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }
}
