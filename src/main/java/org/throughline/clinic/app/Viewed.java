package org.throughline.clinic.app;

import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.AuditTrail;
import org.throughline.care.chart.Person;
import org.throughline.kernel.Address;

/** Enters in the audit that somebody was shown patients. */
public final class Viewed {
    private final AuditTrail audit;
    private final InstantSource clock;

    public Viewed(AuditTrail audit, InstantSource clock) {
        this.audit = audit;
        this.clock = clock;
    }

    void patients(Caller caller, String what, List<Person> shown) {
        audit.record(Access.of(
                clock.instant(),
                caller,
                Action.VIEW,
                0,
                what,
                200,
                shown.stream().map(person -> Address.of("Patient", person.id())).collect(Collectors.toSet())));
    }
}
