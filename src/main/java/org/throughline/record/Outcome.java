package org.throughline.record;

import org.jspecify.annotations.Nullable;

/**
 * What became of an {@link Intent}.
 *
 * @param stored the version that is now the present one; null when there never was any (a delete of nothing)
 */
public record Outcome(Effect effect, @Nullable Stored stored) {

    /** What a write did. */
    public enum Effect {
        CREATED,
        UPDATED,
        DELETED,
        /** A conditional create whose resource was there already. */
        FOUND,
        /** Nothing was there to change. */
        NOTHING
    }
}
