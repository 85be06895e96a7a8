package org.throughline.network.emergency;

import org.throughline.care.summary.HandedSummary;

/** What a member answered to who asked it in an emergency. */
public sealed interface Told {
    /**
     * It certainly knows the person, and gave its summary.
     *
     * @param gap of which kinds it gives nothing, in words; empty when it gave all that it has
     */
    record Known(HandedSummary summary, String gap) implements Told {}

    /**
     * It knows somebody who may be the person.
     *
     * @param call the phone number by which people there are reached; empty when it did not say
     */
    record Perhaps(String call) implements Told {}

    /** It knows nobody of the kind whom it may tell of. */
    record Nobody() implements Told {}

    /**
     * It refused.
     *
     * @param why as it says itself, on one line
     */
    record Refused(String why) implements Told {}

    /** It did not answer, or nothing that could be read. */
    record Silent() implements Told {}
}
