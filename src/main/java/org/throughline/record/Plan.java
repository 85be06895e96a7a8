package org.throughline.record;

import org.jspecify.annotations.Nullable;
import org.throughline.kernel.Address;

/**
 * An intent once it is known which resource it is for.
 *
 * @param index its place among the caller's intents
 * @param id the id of the resource, assigned or found; null when there is nothing to do it to
 * @param found whether a conditional create found its resource there
 */
record Plan(int index, Intent intent, @Nullable String id, boolean found) {

    boolean writes() {
        return id != null && !found;
    }

    long address() {
        return id == null ? 0 : Address.of(intent.type(), id);
    }

    /** Deletes go first, then creates, then updates and patches, as FHIR's transaction rules say. */
    int turn() {
        return switch (intent) {
            case Intent.Delete ignored -> 0;
            case Intent.Create ignored -> 1;
            case Intent.Update ignored -> 2;
            case Intent.Patch ignored -> 3;
            case Intent.Keep ignored -> 2;
        };
    }
}
