package org.throughline.record;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.kernel.Ids;

/** Decides which resource each intent is for: assigns ids, resolves criteria, refuses two writes to one resource. */
final class Planner {
    private final Criteria criteria;
    private final Ids ids;

    Planner(Criteria criteria, Ids ids) {
        this.criteria = criteria;
        this.ids = ids;
    }

    List<Plan> plan(List<Intent> intents) throws SQLException {
        criteria.lock(intents.stream()
                .flatMap(intent -> making(intent).stream())
                .distinct()
                .toList());
        List<Plan> plans = new ArrayList<>(intents.size());
        Set<Long> written = new HashSet<>();
        for (int i = 0; i < intents.size(); i++) {
            Plan plan = plan(i, intents.get(i));
            if (plan.writes() && !written.add(plan.address())) {
                throw new Failed(new Failure.Malformed(
                        "invalid",
                        "Bundle.entry[" + i + "]",
                        "The transaction writes " + plan.intent().type() + "/" + plan.id() + " twice."));
            }
            plans.add(plan);
        }
        return plans;
    }

    /** The criteria under which this intent may make a resource. */
    private static Optional<String> making(Intent intent) {
        return switch (intent) {
            case Intent.Create create ->
                Optional.ofNullable(create.ifNoneExist()).map(criteria -> create.type() + "?" + criteria);
            case Intent.Update update
            when update.target() instanceof Target.ByCriteria target ->
                Optional.of(target.type() + "?" + target.criteria());
            default -> Optional.empty();
        };
    }

    private Plan plan(int index, Intent intent) throws SQLException {
        return switch (intent) {
            case Intent.Create create -> planCreate(index, create);
            case Intent.Update update -> planUpdate(index, update);
            case Intent.Patch patch -> planPatch(index, patch);
            case Intent.Keep keep -> new Plan(index, keep, keep.id(), false);
            case Intent.Delete delete -> new Plan(index, delete, existing(delete.target()), false);
        };
    }

    private Plan planCreate(int index, Intent.Create create) throws SQLException {
        if (create.ifNoneExist() != null) {
            Optional<Matcher.Match> match = criteria.one(create.type(), create.ifNoneExist());
            if (match.isPresent()) {
                return new Plan(index, create, match.get().id(), true);
            }
        }
        return new Plan(index, create, ids.next(), false);
    }

    private Plan planUpdate(int index, Intent.Update update) throws SQLException {
        String id = existing(update.target());
        if (id != null) {
            return new Plan(index, update, id, false);
        }
        JsonObject draft = update.draft().read();
        String given = draft.text("id");
        if (given == null) {
            return new Plan(index, update, ids.next(), false);
        }
        // What is stored under that id is not what the criteria are about.
        Intent.Update making =
                new Intent.Update(update.target(), update.draft(), new Precondition.Absent(), update.fullUrl());
        return new Plan(index, making, given, false);
    }

    private Plan planPatch(int index, Intent.Patch patch) throws SQLException {
        String id = existing(patch.target());
        if (id == null) {
            throw new Failed(new Failure.NotFound("No " + patch.type() + " matches the criteria of the patch."));
        }
        return new Plan(index, patch, id, false);
    }

    private @Nullable String existing(Target target) throws SQLException {
        return switch (target) {
            case Target.ById named -> named.id();
            case Target.ByCriteria(var type, var text) ->
                criteria.one(type, text).map(Matcher.Match::id).orElse(null);
        };
    }
}
