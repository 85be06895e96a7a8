package org.throughline.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version of a resource as it lies in the store.
 *
 * @param address the resource's key
 * @param patient the address of the patient that it is about; 0 for none
 * @param body the compressed JSON ({@link Bodies} opens it); null when this version is a deletion
 */
public record Stored(
        long address, String type, String id, int version, Instant updated, long patient, byte @Nullable [] body) {

    public boolean deleted() {
        return body == null;
    }
}
