package org.throughline.privacy.trail;

import java.util.List;
import java.util.Set;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.audit.AuditEntry;
import org.throughline.audit.AuditEvents;
import org.throughline.audit.AuditQuery;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Records;

/** The entries about one patient, for a caller. Reading is not audited here. */
public final class PatientTrail {
    private static final String TYPE = "AuditEvent";

    private final AuditEvents events;
    private final TrailSight sight;
    private final Records records;

    public PatientTrail(AuditEvents events, Records records) {
        this.events = events;
        this.sight = new TrailSight(records);
        this.records = records;
    }

    /**
     * The newest entries about a patient that the caller sees, those about records that were merged into theirs too.
     *
     * @param before only entries with a lower number
     * @throws Failed with {@link Failure.Forbidden} when the caller sees none about this patient
     */
    public List<AuditEntry> of(Caller caller, String patient, int count, long before) {
        long address = Address.of("Patient", patient);
        requireWithin(caller, address);
        return sight.find(
                events, caller, new AuditQuery(null, null, address, records.former(patient), null, count, before));
    }

    /**
     * An entry about a patient.
     *
     * @throws Failed with {@link Failure.NotFound} when the caller sees no such entry
     */
    public AuditEntry entry(Caller caller, String patient, long number) {
        long address = Address.of("Patient", patient);
        requireWithin(caller, address);
        Set<Long> former = records.former(patient);
        List<AuditEntry> entries = events.read(number).stream()
                .map(entry -> entry.followed(former, address))
                .toList();
        return sight.seen(caller, entries).stream()
                .filter(entry -> entry.patients().contains(address) || entry.isOfAll())
                .findFirst()
                .orElseThrow(() -> new Failed(new Failure.NotFound("There is no such entry.")));
    }

    private static void requireWithin(Caller caller, long patient) {
        Records.require(caller, Interaction.SEARCH, TYPE);
        if (!TrailSight.reaches(caller, patient)) {
            throw new Failed(new Failure.Forbidden("Your access does not include who looked at this record."));
        }
    }
}
