package org.throughline.record;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Issue;

/**
 * What may not become of a resource once it is stored, whoever writes: a signed note stays as it was signed. It is asked
 * within the transaction, with the present version locked. Import, which keeps versions as they are elsewhere, is not asked.
 */
public interface Permanence {
    /** Nothing is permanent. */
    Permanence NONE = new Permanence() {
        @Override
        public Set<String> types() {
            return Set.of();
        }

        @Override
        public List<Issue> faults(JsonObject before, @Nullable JsonObject after) {
            return List.of();
        }
    };

    /** The types of which some resources are permanent. */
    Set<String> types();

    /**
     * What keeps a version from being followed by another; empty when it may.
     *
     * @param after null for a deletion
     */
    List<Issue> faults(JsonObject before, @Nullable JsonObject after);
}
