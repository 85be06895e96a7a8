package org.throughline.rest;

import java.util.ArrayList;
import java.util.List;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.kernel.Issue;
import org.throughline.record.Intent;
import org.throughline.record.Outcome;
import org.throughline.record.Stored;
import org.throughline.record.bundle.Entry;
import org.throughline.record.bundle.EntryIntents;

/**
 * Writes the entries of a bundle all or nothing, in any order, with references among them; then answers its reads.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#transaction">transaction</a>
 */
final class Transaction {
    private final Parts parts;
    private final EntryIntents entryIntents;
    private final Subcalls subcalls;

    Transaction(Parts parts, Subcalls subcalls) {
        this.parts = parts;
        this.entryIntents = new EntryIntents(parts.types());
        this.subcalls = subcalls;
    }

    private static Intent writable(Intent intent) {
        if (intent.type().equals(AuditReads.TYPE)) {
            throw AuditReads.readOnly();
        }
        if (intent.type().equals(OwnSubscriptions.TYPE)) {
            throw new Failed(new Failure.Invalid(
                    "not-supported", "Bundle.entry", "A Subscription is written by itself, or in a batch."));
        }
        return intent;
    }

    Reply transaction(Call call, List<Entry> entries) {
        List<Entry> writing = new ArrayList<>();
        List<Intent> intents = new ArrayList<>();
        for (Entry entry : entries) {
            if (!EntryIntents.isRead(entry)) {
                writing.add(entry);
                intents.add(writable(entryIntents.intent(entry)));
            }
        }
        List<Outcome> outcomes = intents.isEmpty()
                ? List.of()
                : parts.records()
                        .write(
                                call.caller(),
                                intents,
                                (at, written, patients) -> Access.of(
                                        at,
                                        call.caller(),
                                        Action.TRANSACTION,
                                        0,
                                        writing.size() + " entries",
                                        200,
                                        patients));
        BundleWriter bundle = new BundleWriter("transaction-response", null, List.of());
        int next = 0;
        for (Entry entry : entries) {
            if (EntryIntents.isRead(entry)) {
                subcalls.answer(call, entry, bundle);
            } else {
                answer(call, outcomes.get(next++), bundle);
            }
        }
        return Reply.audited(parts.rendering().content(200, bundle.finish(), call.format()));
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
        List<Issue> warnings = ProfileWarnings.of(parts, outcome);
        if (!warnings.isEmpty()) {
            response.add("outcome", Outcomes.of("warning", warnings));
        }
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
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 408 -> "Request Timeout";
            case 409 -> "Conflict";
            case 410 -> "Gone";
            case 412 -> "Precondition Failed";
            case 415 -> "Unsupported Media Type";
            case 422 -> "Unprocessable Content";
            case 429 -> "Too Many Requests";
            case 503 -> "Service Unavailable";
            default -> "Error";
        };
    }
}
