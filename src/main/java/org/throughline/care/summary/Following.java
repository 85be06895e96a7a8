package org.throughline.care.summary;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.fhir.reference.References;
import org.throughline.kernel.Address;

/**
 * Fetches what entries refer to and cannot be understood without: drugs and the people and organizations behind them.
 *
 * @param visible the present resources at addresses, those that the caller may see
 */
record Following(References references, Function<Collection<Long>, List<JsonObject>> visible) {
    private static final Set<String> FOLLOWED =
            Set.of("Medication", "Organization", "Practitioner", "PractitionerRole");

    /** From an entry to the role of a person, and from there to the person and the organization. */
    private static final int ROUNDS = 3;

    private static final int MOST = 300;

    /** What these refer to, by {@code Type/id}, each once and none of these themselves. */
    Map<String, JsonObject> from(List<JsonObject> resources) {
        Set<String> known = resources.stream().map(Gathered::key).collect(Collectors.toCollection(HashSet::new));
        Map<String, JsonObject> referred = new LinkedHashMap<>();
        List<JsonObject> last = resources;
        for (int round = 0; round < ROUNDS && !last.isEmpty(); round++) {
            Map<String, Long> wanted = new LinkedHashMap<>();
            last.forEach(each -> references(each, local -> {
                String key = local.type() + "/" + local.id();
                if (FOLLOWED.contains(local.type()) && known.size() < resources.size() + MOST && known.add(key)) {
                    wanted.put(key, Address.of(local.type(), local.id()));
                }
            }));
            last = visible.apply(wanted.values());
            last.forEach(each -> referred.put(Gathered.key(each), each));
        }
        return referred;
    }

    private void references(Json value, Consumer<References.Local> found) {
        switch (value) {
            case JsonObject object -> {
                References.Local local =
                        object.get("reference") instanceof JsonString text ? references.local(text.value()) : null;
                if (local != null) {
                    found.accept(local);
                }
                for (int i = 0; i < object.size(); i++) {
                    references(object.valueAt(i), found);
                }
            }
            case JsonArray array -> array.forEach(each -> references(each, found));
            default -> {}
        }
    }
}
