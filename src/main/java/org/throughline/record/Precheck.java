package org.throughline.record;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.database.Database;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.kernel.Issue;

/**
 * A check that takes its time, made before a write opens its transaction or joins others, so that it holds no lock and
 * nobody waits for it. What a patch makes is known only from what is there: it is made of the present version, checked,
 * and written only when it comes out the same in the transaction.
 */
final class Precheck {
    /** Stands for an id that is not known yet. */
    private static final String SOME_ID = "/0";

    private final Database database;
    private final Parts parts;
    private final Check check;

    Precheck(Database database, Parts parts, Check check) {
        this.database = database;
        this.parts = parts;
        this.check = check;
    }

    /** Thrown within the transaction when a patch would write something else than what was checked. */
    static final class Outdated extends RuntimeException {
        private static final long serialVersionUID = 1;

        private Outdated() {
            super("A patched resource has changed since it was checked", null, false, false);
        }
    }

    /**
     * The same intents, once what they write has passed; a patch among them insists on what was checked.
     *
     * @throws Failed with {@link Failure.Invalid} for what does not pass
     */
    List<Intent> passed(Caller caller, List<Intent> intents) {
        Map<String, String> replacements = new HashMap<>();
        for (Intent intent : intents) {
            String fullUrl = intent.fullUrl();
            if (fullUrl != null) {
                replacements.put(fullUrl, intent.type() + SOME_ID);
            }
        }
        return intents.stream()
                .map(intent -> passed(caller, intent, replacements))
                .toList();
    }

    private Intent passed(Caller caller, Intent intent, Map<String, String> replacements) {
        switch (intent) {
            case Intent.Create create -> require(intent, create.draft(), replacements);
            case Intent.Update update -> require(intent, update.draft(), replacements);
            case Intent.Keep(var type, var id, var version, var updated, Draft draft)
            when draft != null -> require(intent, draft, replacements);
            case Intent.Keep ignored -> {}
            case Intent.Delete ignored -> {}
            case Intent.Patch patch -> {
                return passed(caller, patch);
            }
        }
        return intent;
    }

    private void require(Intent intent, Draft draft, Map<String, String> replacements) {
        try {
            JsonObject resource = draft.read();
            References.conditional(
                    resource,
                    found -> replacements.putIfAbsent(found, found.substring(0, found.indexOf('?')) + SOME_ID));
            String root = References.root(intent.fullUrl(), parts.types());
            require((JsonObject) new References(replacements, root).replace(resource));
        } catch (Failed e) {
            throw Placed.in(draft.place(), e);
        }
    }

    /** What is unsound is left to the transaction, which refuses it and says what comes first. */
    private void require(JsonObject resource) {
        if (!parts.check().check(resource).isEmpty()) {
            return;
        }
        List<Issue> issues = check.check(resource);
        if (!issues.isEmpty()) {
            throw new Failed(new Failure.Invalid(issues));
        }
    }

    private Intent.Patch passed(Caller caller, Intent.Patch patch) {
        JsonObject checked = database.read(connection -> patched(connection, caller, patch));
        if (checked != null) {
            require(checked);
        }
        return new Intent.Patch(
                patch.target(),
                before -> {
                    JsonObject after = patch.edit().apply(before);
                    if (!after.equals(checked)) {
                        throw new Outdated();
                    }
                    return after;
                },
                patch.precondition());
    }

    /** What the patch makes of the present version; null when it makes nothing, for which the transaction has the reason. */
    private @Nullable JsonObject patched(Connection connection, Caller caller, Intent.Patch patch) throws SQLException {
        try {
            String id = switch (patch.target()) {
                case Target.ById named -> named.id();
                case Target.ByCriteria(var type, var text) ->
                    new Criteria(connection, parts.matcher(), caller)
                            .one(type, text)
                            .map(Matcher.Match::id)
                            .orElse("");
            };
            Stored present = new Reader(
                            connection, parts.types(), parts.guard().sight(connection, caller, Interaction.UPDATE))
                    .present(patch.type(), id);
            return present.body() == null
                    ? null
                    : patch.edit().apply(parts.bodies().open(present.body()));
        } catch (Failed e) {
            return null;
        }
    }
}
