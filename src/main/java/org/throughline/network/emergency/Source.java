package org.throughline.network.emergency;

import org.throughline.fhir.json.JsonObject;
import org.throughline.network.peer.Asking;

/**
 * Somebody who is asked in an emergency.
 *
 * @param number which no other has
 */
public record Source(int number, String name, Question question) {

    /** Asks, and waits for what is answered. */
    @FunctionalInterface
    public interface Question {
        /**
         * What is known there.
         *
         * @param patient the id of our Patient
         * @param person our Patient
         */
        Told told(Asking asking, String patient, JsonObject person);
    }
}
