package org.throughline.network.outside;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.JsonObject;

/**
 * What a server gave of a patient's record.
 *
 * @param resources by type and id there, as {@code Observation/1}
 * @param whole the types of which this is all that there is; what is kept of them and not among these is there no more
 * @param newest when the last change of these was made, by the server's clock; null when it does not say
 * @param notes what was left out and why, in words
 */
record Pulled(
        Map<String, JsonObject> resources,
        Set<String> whole,
        @Nullable Instant newest,
        List<String> notes) {
    Pulled {
        resources = Collections.unmodifiableMap(new LinkedHashMap<>(resources));
        whole = Set.copyOf(whole);
        notes = List.copyOf(notes);
    }

    /** Nothing is there any more. */
    static Pulled nothing(String why) {
        return new Pulled(Map.of(), Wanted.all(), null, List.of(why));
    }

    Collection<JsonObject> all() {
        return resources.values();
    }
}
