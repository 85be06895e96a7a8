package org.throughline.care.check;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.throughline.access.Sensitivity;
import org.throughline.care.Parts;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Address;
import org.throughline.record.Gate;

/** Tells which resources somebody may not see, because they are kept private. */
@FunctionalInterface
public interface Kept {
    /** Those of these, by their references, that are kept private. */
    Set<String> among(List<JsonObject> resources);

    /** What is not visible is kept. */
    static Kept from(Gate.Visible visible) {
        return resources -> {
            Map<Long, String> all = resources.stream()
                    .map(Kept::reference)
                    .distinct()
                    .collect(Collectors.toMap(Kept::address, Function.identity()));
            Collection<Long> seen = visible.among(all.keySet());
            return all.entrySet().stream()
                    .filter(each -> !seen.contains(each.getKey()))
                    .map(Map.Entry::getValue)
                    .collect(Collectors.toSet());
        };
    }

    /** What carries a mark of sensitive information is kept from whoever may read the rest. */
    static Kept marked() {
        return resources ->
                resources.stream().filter(Kept::isMarked).map(Kept::reference).collect(Collectors.toSet());
    }

    /** Nothing is kept. */
    static Kept nothing() {
        return resources -> Set.of();
    }

    private static boolean isMarked(JsonObject resource) {
        JsonObject meta = resource.object("meta");
        return meta != null
                && meta.objects("security").stream().anyMatch(each -> Sensitivity.SYSTEM.equals(each.text("system")));
    }

    /** The reference to a resource. */
    static String reference(JsonObject resource) {
        return Parts.text(resource, "resourceType") + "/" + Parts.text(resource, "id");
    }

    private static long address(String reference) {
        int slash = reference.indexOf('/');
        return Address.of(reference.substring(0, slash), reference.substring(slash + 1));
    }
}
