package org.throughline.rest;

import java.util.ArrayList;
import java.util.List;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Intent;
import org.throughline.record.Outcome;
import org.throughline.record.Stored;
import org.throughline.record.Target;

/**
 * Writes the entries of a bundle all or nothing, in any order, with references among them; then answers its reads.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#transaction">transaction</a>
 */
final class Transaction {
    private final Parts parts;
    private final Patch patch;
    private final Subcalls subcalls;

    Transaction(Parts parts, Patch patch, Subcalls subcalls) {
        this.parts = parts;
        this.patch = patch;
        this.subcalls = subcalls;
    }

    Reply transaction(Call call, List<Entry> entries) {
        List<Entry> writing = new ArrayList<>();
        List<Intent> intents = new ArrayList<>();
        for (Entry entry : entries) {
            if (!isRead(entry)) {
                writing.add(entry);
                intents.add(intent(entry));
            }
        }
        List<Outcome> outcomes = intents.isEmpty()
                ? List.of()
                : parts.records()
                        .write(
                                call.caller(),
                                intents,
                                (at, written, patients) -> new Access(
                                        at,
                                        call.caller().id(),
                                        call.caller().display(),
                                        Action.TRANSACTION,
                                        0,
                                        0,
                                        writing.size() + " entries",
                                        200,
                                        patients));
        BundleWriter bundle = new BundleWriter("transaction-response", null, List.of());
        int next = 0;
        for (Entry entry : entries) {
            if (isRead(entry)) {
                subcalls.answer(call, entry, bundle);
            } else {
                answer(call, outcomes.get(next++), bundle);
            }
        }
        return Reply.audited(parts.rendering().content(200, bundle.finish(), call.format()));
    }

    private static boolean isRead(Entry entry) {
        return switch (entry.method()) {
            case "GET", "HEAD" -> true;
            default -> false;
        };
    }

    private Intent intent(Entry entry) {
        Place place = place(entry);
        return switch (entry.method()) {
            case "POST" -> create(entry, place);
            case "PUT" ->
                new Intent.Update(
                        target(entry, place), entry.draft(), entry.conditions().precondition(), entry.fullUrl());
            case "PATCH" ->
                new Intent.Patch(
                        target(entry, place),
                        patch.inBundle(entry),
                        entry.conditions().precondition());
            case "DELETE" ->
                new Intent.Delete(target(entry, place), entry.conditions().precondition());
            default ->
                throw malformed(
                        entry, ".request.method", "request.method must be GET, HEAD, POST, PUT, PATCH or DELETE.");
        };
    }

    private Place place(Entry entry) {
        if (entry.url().isEmpty()) {
            throw malformed(entry, ".request.url", "request.url is missing.");
        }
        try {
            return Place.of(entry.path(), parts.types());
        } catch (Failed e) {
            throw new Failed(
                    new Failure.Malformed(
                            "invalid",
                            entry.place() + ".request.url",
                            e.failure().message()),
                    e);
        }
    }

    private static Intent create(Entry entry, Place place) {
        if (!(place instanceof Place.OfType ofType)) {
            throw malformed(entry, ".request.url", "The url of a POST must be a resource type.");
        }
        String ifNoneExist =
                entry.conditions().ifNoneExist().map(Create::criteria).orElse(null);
        return new Intent.Create(ofType.type(), entry.draft(), ifNoneExist, entry.fullUrl());
    }

    private static Target target(Entry entry, Place place) {
        return switch (place) {
            case Place.Instance instance -> new Target.ById(instance.type(), instance.id());
            case Place.OfType ofType
            when !entry.query().isEmpty() -> new Target.ByCriteria(ofType.type(), entry.query());
            default ->
                throw malformed(entry, ".request.url", "The url must be Type/id or Type?criteria for this method.");
        };
    }

    private void answer(Call call, Outcome outcome, BundleWriter bundle) {
        Stored stored = outcome.stored();
        int status = Writes.status(outcome.effect());
        JsonObject.Builder response = JsonObject.builder().add("status", status + " " + phrase(status));
        if (stored == null) {
            bundle.entry(null, null, JsonObject.of("response", response.build()));
            return;
        }
        if (!stored.deleted()) {
            response.add("location", stored.type() + "/" + stored.id() + "/_history/" + stored.version());
        }
        response.add("etag", Rendering.etag(stored.version()))
                .add("lastModified", stored.updated().toString());
        byte[] resource = call.prefer().content() == Prefer.Content.REPRESENTATION && !stored.deleted()
                ? parts.rendering().json(stored)
                : null;
        String fullUrl = resource == null ? null : parts.url(stored.type(), stored.id());
        bundle.entry(fullUrl, resource, JsonObject.of("response", response.build()));
    }

    static String phrase(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 201 -> "Created";
            case 204 -> "No Content";
            case 304 -> "Not Modified";
            default -> "Error";
        };
    }

    private static Failed malformed(Entry entry, String member, String message) {
        return new Failed(new Failure.Malformed("invalid", entry.place() + member, message));
    }
}
