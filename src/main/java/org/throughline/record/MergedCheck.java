package org.throughline.record;

import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.throughline.database.Fragment;
import org.throughline.database.Pipeline;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * Refuses to file anything about a patient whose record was merged into another's, where nobody would look for it. Whoever
 * merges locks the patient that is replaced; the lock here waits for that, and the question comes after it.
 */
final class MergedCheck {
    private final Set<Long> patients = new TreeSet<>();

    /**
     * Takes note of a version that this transaction writes. What an import keeps as it was is let through, and so is what
     * tells of versions of the patient.
     */
    void note(Intent intent, Version version) {
        Stored stored = version.stored();
        boolean files = stored.patient() != 0
                && !stored.deleted()
                && stored.patient() != stored.address()
                && !stored.type().equals("Provenance");
        if (files && !(intent instanceof Intent.Keep)) {
            patients.add(stored.patient());
        }
    }

    /** Adds the check to the last statements; sending them fails when something was filed there. */
    void add(Pipeline pipeline) {
        if (patients.isEmpty()) {
            return;
        }
        long[] addresses = patients.stream().mapToLong(Long::longValue).toArray();
        pipeline.add(
                "SELECT 1 FROM resource WHERE resource = ANY (?::bigint[]) ORDER BY resource FOR KEY SHARE", addresses);
        pipeline.checked(
                (rows, count) -> {
                    if (Objects.requireNonNull(rows).next()) {
                        throw new Failed(new Failure.Conflict("The record of Patient/" + rows.getString(1)
                                + " was merged into that of Patient/" + rows.getString(2)
                                + ". File it there."));
                    }
                },
                Fragment.of("SELECT id, survivor_id FROM merged WHERE patient = ANY (?::bigint[]) LIMIT 1", addresses));
    }
}
