package org.throughline.network.share;

import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.JsonObject;

/**
 * An event that came from a member.
 *
 * @param number its place among all that the member tells us, from 1, without gaps
 * @param notice what it says; null when nothing is said any more
 * @param resource the resource as its holder has it; null when it is gone, or did not come along
 */
record Incoming(
        long number, @Nullable Notice notice, @Nullable JsonObject resource) {

    /** The same with the resource that did not come along. */
    Incoming with(JsonObject fetched) {
        return new Incoming(number, notice, fetched);
    }

    /** Whether a resource has to be fetched. */
    boolean wants() {
        return notice != null && notice.kind() == Notice.Kind.CHANGED && resource == null;
    }
}
