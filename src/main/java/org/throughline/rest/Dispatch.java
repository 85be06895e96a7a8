package org.throughline.rest;

import java.util.Set;
import org.throughline.audit.Action;
import org.throughline.http.Answer;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Target;

/** Which interaction answers which method on which place. */
final class Dispatch {
    private final Read read;
    private final Create create;
    private final Update update;
    private final Patch patch;
    private final Delete delete;
    private final History history;
    private final Search search;
    private final Metadata metadata;
    private final Operations operations;
    private final AuditReads auditReads;
    private final OwnSubscriptions ownSubscriptions;

    Dispatch(
            Read read,
            Create create,
            Update update,
            Patch patch,
            Delete delete,
            History history,
            Search search,
            Metadata metadata,
            Operations operations,
            AuditReads auditReads,
            OwnSubscriptions ownSubscriptions) {
        this.read = read;
        this.create = create;
        this.update = update;
        this.patch = patch;
        this.delete = delete;
        this.history = history;
        this.search = search;
        this.metadata = metadata;
        this.operations = operations;
        this.auditReads = auditReads;
        this.ownSubscriptions = ownSubscriptions;
    }

    Reply reply(Call asked) {
        Call call = ownSubscriptions.of(asked);
        if (call.method().equals("OPTIONS")) {
            return Reply.of(Answer.of(204).with("Allow", Methods.of(call.place())), Action.OPERATION, 0, Set.of());
        }
        if (AuditReads.TYPE.equals(call.place().type())) {
            return auditReads.reply(call);
        }
        return switch (call.place()) {
            case Place.Base ignored -> call.method().equals("GET") ? search.search(call) : not(call);
            case Place.Metadata ignored -> call.method().equals("GET") ? metadata.get(call) : not(call);
            case Place.History ignored -> call.method().equals("GET") ? history.history(call, null, null) : not(call);
            case Place.TypeHistory place ->
                call.method().equals("GET") ? history.history(call, place.type(), null) : not(call);
            case Place.InstanceHistory place ->
                call.method().equals("GET") ? history.history(call, place.type(), place.id()) : not(call);
            case Place.OneVersion place -> call.method().equals("GET") ? read.readVersion(call, place) : not(call);
            case Place.Instance place -> instance(call, place);
            case Place.OfType place -> type(call, place);
            case Place.SystemSearch ignored -> posted(call);
            case Place.TypeSearch ignored -> posted(call);
            case Place.Compartment ignored -> call.method().equals("GET") ? search.search(call) : posted(call);
            case Place.Operation place -> operations.run(call, Operation.Level.SYSTEM, "", place.name());
            case Place.TypeOperation place -> operations.run(call, Operation.Level.TYPE, place.type(), place.name());
            case Place.InstanceOperation place ->
                operations.run(call, Operation.Level.INSTANCE, place.type(), place.name());
        };
    }

    private Reply instance(Call call, Place.Instance place) {
        if (!place.hasId()) {
            throw new Failed(
                    call.method().equals("PUT")
                            ? new Failure.Malformed("value", place.type() + ".id", "Not an id: " + Place.ID_FORM)
                            : new Failure.NotFound("There is nothing at this address: " + Place.ID_FORM));
        }
        Target target = new Target.ById(place.type(), place.id());
        return switch (call.method()) {
            case "GET" -> read.read(call, place);
            case "PUT" -> update.update(call, target);
            case "PATCH" -> patch.patch(call, target);
            case "DELETE" -> delete.delete(call, target);
            default -> not(call);
        };
    }

    private Reply type(Call call, Place.OfType place) {
        return switch (call.method()) {
            case "GET" -> search.search(call);
            case "POST" -> create.create(call, place.type());
            case "PUT" -> update.update(call, new Target.ByCriteria(place.type(), call.criteria()));
            case "PATCH" -> patch.patch(call, new Target.ByCriteria(place.type(), call.criteria()));
            case "DELETE" -> delete.delete(call, new Target.ByCriteria(place.type(), call.criteria()));
            default -> not(call);
        };
    }

    private Reply posted(Call call) {
        if (!call.method().equals("POST")) {
            return not(call);
        }
        String mediaType = call.content().mediaType();
        boolean form = mediaType.startsWith("application/x-www-form-urlencoded");
        if (!form && call.content().bytes().length > 0) {
            throw new Failed(new Failure.UnsupportedMediaType("Send the search as application/x-www-form-urlencoded."));
        }
        return search.search(call);
    }

    private static Reply not(Call call) {
        throw new Failed(new Failure.MethodNotAllowed(call.method() + " is not offered at this address."));
    }
}
