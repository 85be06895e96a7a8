package org.throughline.care.reconcile;

import org.throughline.care.same.Said;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Hash;

/**
 * An entry of ours or of another record.
 *
 * @param reference where it lies here: {@code Condition/1}
 * @param version the version that was looked at
 * @param holder who holds it, as people call it; empty for ours
 * @param address where it is held, by which it is named when it is taken over; empty for ours
 * @param said what it says, to be compared
 * @param name what it is about
 * @param detail all else that it says, for people
 * @param by who wrote it down; empty when nobody is named
 * @param date since when, or when, as FHIR has it; empty when that is not told
 * @param resource as it lies here
 */
public record Told<S extends Said<S>>(
        String reference,
        int version,
        String holder,
        String address,
        S said,
        String name,
        String detail,
        String by,
        String date,
        JsonObject resource) {

    public boolean ours() {
        return holder.isEmpty();
    }

    /** The same as long as whoever holds it says the same: a decision is good for that. */
    String content() {
        String said = String.join("\n", base(), type(), name, detail, date);
        return Long.toHexString(Hash.of(said));
    }

    String type() {
        return reference.substring(0, reference.indexOf('/'));
    }

    String id() {
        return reference.substring(reference.indexOf('/') + 1);
    }

    /** Whose record it is in: the address without what is named in it. */
    private String base() {
        int at = address.lastIndexOf("/" + type() + "/");
        return at < 0 ? address : address.substring(0, at);
    }
}
