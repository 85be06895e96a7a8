package org.throughline.events.advice;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A decision support service of somebody else.
 *
 * @param number by which we keep it
 * @param base the address of the other end, without {@code /cds-services}
 * @param id by which the other end names it
 * @param hook when it is asked
 * @param about what it does, in its publisher's words
 * @param prefetch a FHIR query for each key of what it wants to be told
 * @param asked how often it was asked
 * @param failed how often it gave no answer that could be used
 * @param fault why it did not the last time; empty when it did
 * @param faultAt when that was; null for never
 */
public record Service(
        int number,
        String base,
        String id,
        Hook hook,
        String title,
        String about,
        Map<String, String> prefetch,
        long asked,
        long failed,
        String fault,
        @Nullable Instant faultAt) {
    public Service {
        prefetch = Map.copyOf(prefetch);
    }

    /** Where it is asked. */
    URI address() {
        return URI.create(base + "/cds-services/" + id);
    }
}
