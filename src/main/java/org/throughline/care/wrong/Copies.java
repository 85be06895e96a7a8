package org.throughline.care.wrong;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Entries;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Address;
import org.throughline.record.Intent;
import org.throughline.record.Stored;

/**
 * Entries of a chart as new ones in another: they refer to one another as the old ones do, to the other patient in place of the
 * first, and to nothing that stays in the first patient's chart.
 *
 * @param intents to create them
 * @param targets references to them, for a Provenance
 * @param sources the entities of a Provenance, what they were made from
 */
record Copies(List<Intent> intents, List<Json> targets, List<Json> sources) {
    private static final Pattern REFERENCE = Pattern.compile("[A-Z][A-Za-z]+/[A-Za-z0-9.-]{1,64}");

    Copies {
        intents = List.copyOf(intents);
        targets = List.copyOf(targets);
        sources = List.copyOf(sources);
    }

    /**
     * Copies what was found.
     *
     * @param to the id of the other patient
     * @param present what is at addresses, as far as who copies may see it
     */
    static Copies of(
            Entries.Chart chart, WrongChart.Found found, String to, Function<Collection<Long>, List<Stored>> present) {
        Map<String, String> turned = new HashMap<>();
        turned.put("Patient/" + chart.patient(), "Patient/" + to);
        found.stored().forEach(each -> turned.put(WrongChart.reference(each), "urn:uuid:" + UUID.randomUUID()));
        Set<String> staying = staying(chart, found, turned.keySet(), present);
        List<Intent> intents = new ArrayList<>();
        List<Json> targets = new ArrayList<>();
        List<Json> sources = new ArrayList<>();
        for (int i = 0; i < found.stored().size(); i++) {
            Stored old = found.stored().get(i);
            String urn = Objects.requireNonNull(turned.get(WrongChart.reference(old)));
            JsonObject fresh =
                    found.resources().get(i).without("id").without("meta").without("text");
            JsonObject copy = (JsonObject) turned(fresh, turned, staying);
            intents.add(new Intent.Create(old.type(), () -> copy, null, urn));
            targets.add(Author.reference(urn, ""));
            sources.add(JsonObject.builder()
                    .add("role", "source")
                    .add("what", Author.reference(WrongChart.reference(old) + "/_history/" + old.version(), ""))
                    .build());
        }
        return new Copies(intents, targets, sources);
    }

    /** References of entries to what stays with the wrong patient, or cannot be seen. */
    private static Set<String> staying(
            Entries.Chart chart,
            WrongChart.Found found,
            Set<String> going,
            Function<Collection<Long>, List<Stored>> present) {
        Set<String> all = new HashSet<>();
        found.resources().forEach(resource -> gather(resource.without("meta"), all));
        all.removeAll(going);
        Map<Long, String> addresses = new HashMap<>();
        all.stream()
                .filter(reference -> REFERENCE.matcher(reference).matches())
                .forEach(reference -> addresses.put(address(reference), reference));
        Set<String> staying = new HashSet<>(addresses.values());
        present.apply(addresses.keySet()).stream()
                .filter(each -> each.patient() != Address.of("Patient", chart.patient()))
                .forEach(each -> staying.remove(WrongChart.reference(each)));
        return staying;
    }

    private static long address(String reference) {
        int slash = reference.indexOf('/');
        return Address.of(reference.substring(0, slash), reference.substring(slash + 1));
    }

    private static void gather(Json json, Set<String> references) {
        switch (json) {
            case JsonObject object -> {
                if (object.get("reference") instanceof JsonString(String text)) {
                    references.add(text);
                }
                for (int i = 0; i < object.size(); i++) {
                    gather(object.valueAt(i), references);
                }
            }
            case JsonArray array -> array.forEach(each -> gather(each, references));
            default -> {}
        }
    }

    private static Json turned(Json json, Map<String, String> turned, Set<String> staying) {
        return switch (json) {
            case JsonObject object -> {
                JsonObject result = object;
                for (int i = 0; i < object.size(); i++) {
                    String name = object.nameAt(i);
                    Json value = object.valueAt(i);
                    String other = name.equals("reference") && value instanceof JsonString(String text)
                            ? turned.get(text)
                            : null;
                    Json now = other == null ? turned(value, turned, staying) : new JsonString(other);
                    result = refersTo(value, staying) || isEmptied(value, now)
                            ? result.without(name)
                            : result.with(name, now);
                }
                yield result;
            }
            case JsonArray array -> {
                List<Json> all = new ArrayList<>();
                array.forEach(each -> {
                    Json now = turned(each, turned, staying);
                    if (!refersTo(each, staying) && !isEmptied(each, now)) {
                        all.add(now);
                    }
                });
                yield new JsonArray(all);
            }
            default -> json;
        };
    }

    private static boolean refersTo(Json json, Set<String> staying) {
        return json instanceof JsonObject object
                && object.get("reference") instanceof JsonString(String text)
                && staying.contains(text);
    }

    /** Whether nothing is left of what held something: FHIR has no empty elements. */
    private static boolean isEmptied(Json before, Json now) {
        return !before.equals(now)
                && switch (now) {
                    case JsonArray array -> array.values().isEmpty();
                    case JsonObject object -> object.size() == 0;
                    default -> false;
                };
    }
}
