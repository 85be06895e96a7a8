package org.throughline.record;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.database.OpenTransaction;
import org.throughline.fhir.json.JsonObject;

/** Several gates, each for types of its own. */
public record Gates(List<Gate> all) implements Gate {
    public Gates {
        all = List.copyOf(all);
    }

    @Override
    public Set<String> types(Caller caller) {
        Set<String> types = new HashSet<>();
        all.forEach(each -> types.addAll(each.types(caller)));
        return types;
    }

    @Override
    public boolean asks(@Nullable JsonObject before, JsonObject after) {
        return all.stream().anyMatch(each -> each.asks(before, after));
    }

    @Override
    public List<JsonObject> pass(
            OpenTransaction transaction, Caller caller, Visible visible, List<JsonObject> resources) {
        List<JsonObject> passed = new ArrayList<>(resources);
        for (Gate each : all) {
            Set<String> types = each.types(caller);
            List<Integer> places = new ArrayList<>();
            for (int i = 0; i < passed.size(); i++) {
                if (types.contains(passed.get(i).text("resourceType"))) {
                    places.add(i);
                }
            }
            if (!places.isEmpty()) {
                List<JsonObject> own = each.pass(
                        transaction,
                        caller,
                        visible,
                        places.stream().map(passed::get).toList());
                for (int i = 0; i < places.size(); i++) {
                    passed.set(places.get(i), own.get(i));
                }
            }
        }
        return passed;
    }
}
