package org.throughline.record;

import java.util.ArrayList;
import java.util.List;
import org.throughline.database.Fragment;
import org.throughline.database.Pipeline;
import org.throughline.fhir.definitions.Types;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.protection.Guard;
import org.throughline.record.protection.Sight;

/**
 * Refuses a transaction that would leave a resource where its writer may not write: in the record of somebody whom the
 * writer does not treat, or marked in a way that hides it from the writer. What is written does not itself make its
 * writer one who treats the patient.
 */
final class WrittenCheck {
    private final Types types;
    private final List<Version> created = new ArrayList<>();
    private final List<Version> updated = new ArrayList<>();
    private final List<Long> fresh = new ArrayList<>();

    WrittenCheck(Types types) {
        this.types = types;
    }

    /** Takes note of a version that this transaction writes for an intent. */
    void note(Intent intent, Version version) {
        if (version.rows() == null || version.past()) {
            return;
        }
        boolean creates = intent instanceof Intent.Create || intent instanceof Intent.Keep;
        (creates ? created : updated).add(version);
        if (Guard.hasRows(version.stored().type()) && isNewThere(version)) {
            fresh.add(version.stored().address());
        }
    }

    private static boolean isNewThere(Version version) {
        Present before = version.previous();
        return before == null
                || before.deleted()
                || before.patient() != version.stored().patient();
    }

    /** Adds the check to the last statements; sending them fails when something is out of reach. */
    void add(Pipeline pipeline, Sights sights) {
        check(pipeline, sights.create(), created);
        check(pipeline, sights.update(), updated);
    }

    private void check(Pipeline pipeline, Sight sight, List<Version> versions) {
        if (versions.isEmpty() || sight.isEverything()) {
            return;
        }
        int size = versions.size();
        long[] addresses = new long[size];
        long[] patients = new long[size];
        int[] labels = new int[size];
        short[] numbers = new short[size];
        for (int i = 0; i < size; i++) {
            Stored stored = versions.get(i).stored();
            addresses[i] = stored.address();
            patients[i] = stored.patient();
            labels[i] = versions.get(i).labels();
            numbers[i] = (short) types.number(stored.type());
        }
        Fragment sql = Fragment.of(
                        "SELECT written.resource FROM unnest(?::bigint[], ?::bigint[], ?::smallint[], ?::integer[])"
                                + " AS written (resource, patient, type, labels) WHERE (",
                        addresses,
                        patients,
                        numbers,
                        labels)
                .add(sight.ofWritten(
                        "written", fresh.stream().mapToLong(Long::longValue).toArray()))
                .add(") IS NOT TRUE LIMIT 1");
        pipeline.checked(
                (rows, count) -> {
                    if (rows != null && rows.next()) {
                        throw new Failed(new Failure.Forbidden(
                                "Your access does not reach what this would write: it is about somebody"
                                        + " or something that you may not write about."));
                    }
                },
                sql);
    }
}
