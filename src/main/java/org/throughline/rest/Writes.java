package org.throughline.rest;

import java.util.List;
import java.util.Objects;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.events.subscription.Admitted;
import org.throughline.fhir.json.JsonWriter;
import org.throughline.http.Answer;
import org.throughline.kernel.Issue;
import org.throughline.record.Intent;
import org.throughline.record.Outcome;
import org.throughline.record.Records;
import org.throughline.record.Stored;

/** What the writing interactions share: one intent, written and audited, and the answer to it. */
final class Writes {
    private final Parts parts;

    Writes(Parts parts) {
        this.parts = parts;
    }

    /** Writes the intent and answers as the client prefers. */
    Reply write(Call call, Intent intent, Action action) {
        return intent.type().equals(OwnSubscriptions.TYPE)
                ? write(call, parts.subscriptions().admit(call.caller(), intent), action)
                : write(call, new Admitted(call.caller(), intent, Records.Company.NONE), action);
    }

    private Reply write(Call call, Admitted admitted, Action action) {
        Intent intent = admitted.intent();
        List<Outcome> outcomes = parts.records()
                .write(
                        admitted.writer(),
                        List.of(intent),
                        (at, written, patients) -> Access.of(
                                at,
                                call.caller(),
                                action,
                                parts.types().number(intent.type()),
                                target(call, action, written.getFirst()),
                                status(written.getFirst().effect()),
                                patients),
                        admitted.company());
        return Reply.audited(answer(call, outcomes.getFirst()));
    }

    /** A create is entered with the id that it gave. */
    private static String target(Call call, Action action, Outcome outcome) {
        Stored stored = outcome.stored();
        return action == Action.CREATE && stored != null ? stored.type() + "/" + stored.id() : call.target();
    }

    static int status(Outcome.Effect effect) {
        return switch (effect) {
            case CREATED -> 201;
            case UPDATED, FOUND -> 200;
            case DELETED, NOTHING -> 204;
        };
    }

    private Answer answer(Call call, Outcome outcome) {
        int status = status(outcome.effect());
        Stored stored = outcome.stored();
        if (stored == null) {
            return Answer.of(status);
        }
        if (stored.deleted()) {
            return Answer.of(status).with("ETag", Rendering.etag(stored.version()));
        }
        List<Issue> warnings = ProfileWarnings.of(parts, outcome);
        Answer answer = ProfileWarnings.counted(content(call, outcome, status, stored, warnings), warnings);
        String location = parts.versionUrl(stored.type(), stored.id(), stored.version());
        Answer versioned = Rendering.versioned(answer, stored);
        boolean made = outcome.effect() == Outcome.Effect.CREATED || outcome.effect() == Outcome.Effect.FOUND;
        return versioned.with(made ? "Location" : "Content-Location", location);
    }

    private Answer content(Call call, Outcome outcome, int status, Stored stored, List<Issue> warnings) {
        return switch (call.prefer().content()) {
            case UNSAID, REPRESENTATION -> parts.rendering().content(status, whole(stored), call.format());
            case MINIMAL -> Answer.of(status);
            case OUTCOME ->
                parts.rendering()
                        .content(
                                status,
                                JsonWriter.bytes(Outcomes.information(said(outcome, stored), warnings)),
                                call.format());
        };
    }

    private byte[] whole(Stored stored) {
        return parts.records().bodies().unpack(Objects.requireNonNull(stored.body()));
    }

    private static String said(Outcome outcome, Stored stored) {
        String what = stored.type() + "/" + stored.id() + ", version " + stored.version();
        return switch (outcome.effect()) {
            case CREATED -> "Created " + what + ".";
            case UPDATED -> "Updated " + what + ".";
            case FOUND -> "Found " + what + ".";
            case DELETED, NOTHING -> "Deleted " + what + ".";
        };
    }
}
