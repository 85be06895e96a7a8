package org.throughline.record;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.database.OpenTransaction;
import org.throughline.fhir.json.JsonObject;

/**
 * What a prescription or another order must pass before it is in force, whoever writes it and whichever way it comes: a
 * screen, the API, an app, a set of orders. It is asked within the transaction, with the present versions locked, so that it
 * judges by what is true at that moment. Import, which keeps versions as they are elsewhere, is not asked.
 */
public interface Gate {
    /** The types about which it asks when they are written by this caller; none for callers who are not asked. */
    Set<String> types(Caller caller);

    /**
     * Whether this version must pass: it comes into force with it, or what it orders is changed.
     *
     * @param before the version before it; null for none
     */
    boolean asks(@Nullable JsonObject before, JsonObject after);

    /**
     * Lets orders pass, or fails; then nothing of the transaction is written.
     *
     * @param transaction the open one, in which they are not written yet
     * @param visible tells what the caller may see
     * @param orders all that this transaction brings into force, with their ids
     * @return the same in the same order, as they are to be stored: with what was asked and how it was answered
     */
    List<JsonObject> pass(OpenTransaction transaction, Caller caller, Visible visible, List<JsonObject> orders);

    /** Tells what the caller may see. */
    @FunctionalInterface
    interface Visible {
        /** Those of these addresses at which there is something that the caller may see. */
        Set<Long> among(Collection<Long> addresses);
    }
}
