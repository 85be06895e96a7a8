package org.throughline.record;

import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.JsonObject;

/** One thing that a caller wants written. A list of them is written all or nothing. */
public sealed interface Intent {
    String type();

    /** How others in the same transaction refer to what it writes; null when they do not. */
    default @Nullable String fullUrl() {
        return null;
    }

    /**
     * Store a new resource under an id that the store assigns.
     *
     * @param ifNoneExist search criteria; when one resource matches, it is found instead of made
     * @param fullUrl how others in the same transaction refer to it; null when none do
     */
    record Create(
            String type,
            Draft draft,
            @Nullable String ifNoneExist,
            @Nullable String fullUrl) implements Intent {}

    /** Store the next version of a resource, or its first when there is none. */
    record Update(
            Target target,
            Draft draft,
            Precondition precondition,
            @Nullable String fullUrl) implements Intent {
        @Override
        public String type() {
            return target.type();
        }
    }

    /** Change the present version of a resource. */
    record Patch(Target target, UnaryOperator<JsonObject> edit, Precondition precondition) implements Intent {
        @Override
        public String type() {
            return target.type();
        }
    }

    /** Delete a resource. Deleting what is not there changes nothing and succeeds. */
    record Delete(Target target, Precondition precondition) implements Intent {
        @Override
        public String type() {
            return target.type();
        }
    }

    /**
     * Keep a version as it is elsewhere, with its number and time: for import. What is there already stays; an older
     * version than the present one goes to the history.
     *
     * @param draft the resource; null for a version that is a deletion
     */
    record Keep(
            String type,
            String id,
            int version,
            Instant updated,
            @Nullable Draft draft) implements Intent {}
}
