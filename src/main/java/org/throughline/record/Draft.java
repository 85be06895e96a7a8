package org.throughline.record;

import org.throughline.fhir.json.JsonObject;

/**
 * A resource that somebody wants stored. It is read when its turn comes, so that a large bundle is never in memory as
 * trees all at once.
 */
@FunctionalInterface
public interface Draft {

    /**
     * Parses the resource. Called once per attempt of the transaction.
     *
     * @throws org.throughline.kernel.Failed with what is wrong with it
     */
    JsonObject read();

    /** Where the resource stands in what was sent, for messages: {@code Bundle.entry[3].resource}; empty when alone. */
    default String place() {
        return "";
    }
}
