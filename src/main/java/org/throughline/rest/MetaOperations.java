package org.throughline.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.throughline.access.Interaction;
import org.throughline.audit.Action;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.http.Answer;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Intent;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.record.Target;
import org.throughline.search.Searches;
import org.throughline.search.query.Criterion;

/**
 * Profiles, tags and security labels of a resource: read, added, taken away; and all that are in use on a type or
 * anywhere. A change is a new version, as every change is here.
 *
 * @see <a href="https://hl7.org/fhir/R4/resource-operation-meta.html">$meta</a>
 * @see <a href="https://hl7.org/fhir/R4/resource-operation-meta-add.html">$meta-add</a>
 * @see <a href="https://hl7.org/fhir/R4/resource-operation-meta-delete.html">$meta-delete</a>
 */
final class MetaOperations {
    private static final List<String> LISTS = List.of("profile", "security", "tag");

    private final Parts parts;
    private final Searches searches;
    private final Writes writes;

    MetaOperations(Parts parts, Searches searches) {
        this.parts = parts;
        this.searches = searches;
        this.writes = new Writes(parts);
    }

    Reply read(Call call) {
        return call.place() instanceof Place.InstanceOperation place ? ofOne(call, place) : ofAll(call);
    }

    private Reply ofAll(Call call) {
        String type = call.place().type();
        if (!type.isEmpty()) {
            Records.require(call.caller(), Interaction.SEARCH, type);
        }
        List<String> types = type.isEmpty() ? parts.types().resourceTypes() : List.of(type);
        JsonObject.Builder meta = JsonObject.builder();
        for (String list : LISTS) {
            List<Json> used = searches.tokens(call.caller(), types, "_" + list).stream()
                    .map(token -> list.equals("profile") ? new JsonString(String.valueOf(token.code())) : coding(token))
                    .toList();
            meta.addIfPresent(list, used.isEmpty() ? null : new JsonArray(used));
        }
        JsonObject found = meta.build();
        return new Outputs()
                .add("return", "valueMeta", found.size() == 0 ? null : found)
                .reply(call, parts);
    }

    private static Json coding(Criterion.Token token) {
        String system = token.system();
        return JsonObject.builder()
                .addIfPresent("system", system == null || system.isEmpty() ? null : system)
                .addIfPresent("code", token.code())
                .build();
    }

    private Reply ofOne(Call call, Place.InstanceOperation place) {
        Stored stored = parts.records().read(call.caller(), place.type(), place.id());
        return Reply.of(
                answer(call, stored),
                Action.OPERATION,
                parts.types().number(stored.type()),
                stored.patient() == 0 ? Set.of() : Set.of(stored.patient()));
    }

    Reply add(Call call) {
        return change(call, (present, given) -> {
            List<Json> all = new ArrayList<>(present);
            given.stream().filter(each -> !contains(present, each)).forEach(all::add);
            return all;
        });
    }

    Reply delete(Call call) {
        return change(
                call,
                (present, given) ->
                        present.stream().filter(each -> !contains(given, each)).toList());
    }

    private Reply change(Call call, BinaryOperator<List<Json>> change) {
        Place.InstanceOperation place = (Place.InstanceOperation) call.place();
        JsonObject given = Inputs.of(call)
                .complex("meta")
                .orElseThrow(() -> new Failed(
                        new Failure.Malformed("required", "meta", "Send Parameters with a valueMeta named meta.")));
        Intent intent = new Intent.Patch(
                new Target.ById(place.type(), place.id()),
                resource -> changed(resource, given, change),
                call.conditions().precondition());
        writes.write(call, intent, Action.OPERATION);
        return Reply.audited(answer(call, parts.records().read(call.caller(), place.type(), place.id())));
    }

    private Answer answer(Call call, Stored stored) {
        JsonObject meta = parts.rendering().tree(stored).object("meta");
        JsonObject result = new Outputs().add("return", "valueMeta", meta).build();
        return Rendering.versioned(parts.rendering().resource(200, result, call.format()), stored);
    }

    private static JsonObject changed(JsonObject resource, JsonObject given, BinaryOperator<List<Json>> change) {
        JsonObject meta = Objects.requireNonNullElse(resource.object("meta"), JsonObject.EMPTY);
        for (String list : LISTS) {
            List<Json> values = change.apply(meta.list(list), given.list(list));
            meta = values.isEmpty() ? meta.without(list) : meta.with(list, new JsonArray(values));
        }
        return resource.with("meta", meta);
    }

    private static boolean contains(List<Json> list, Json value) {
        return list.stream().anyMatch(each -> same(each, value));
    }

    /** Codings are the same when system and code are. */
    private static boolean same(Json one, Json other) {
        if (one instanceof JsonObject coding && other instanceof JsonObject another) {
            return Objects.equals(coding.get("system"), another.get("system"))
                    && Objects.equals(coding.get("code"), another.get("code"));
        }
        return one.equals(other);
    }
}
