package org.throughline.care.order;

import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.throughline.access.Caller;
import org.throughline.care.check.Lookup;
import org.throughline.record.Records;
import org.throughline.search.Searches;
import org.throughline.terminology.Coding;

/** Whether a test was ordered or done in some time by anybody: here, or at an organization that shares the record. */
public final class OrderedAgain {
    private final Lookup lookup;

    /** @param product who may see all of it */
    public OrderedAgain(Records records, Searches searches, Caller product) {
        this.lookup = Lookup.through(searches::run, records.bodies(), product.withOutside());
    }

    /**
     * Whether it was.
     *
     * @param loincs codes by which it is ordered or resulted
     */
    public boolean between(String patient, Set<String> loincs, Instant from, Instant until) {
        if (loincs.isEmpty()) {
            return false;
        }
        String codes =
                loincs.stream().sorted().map(each -> Coding.LOINC + "|" + each).collect(Collectors.joining(","));
        return any("ServiceRequest", "authored", "active,on-hold,completed", patient, codes, from, until)
                || any(
                        "Observation",
                        "date",
                        "registered,preliminary,final,amended,corrected",
                        patient,
                        codes,
                        from,
                        until);
    }

    private boolean any(
            String type, String when, String status, String patient, String codes, Instant from, Instant until) {
        return !lookup.find(
                        type,
                        "patient",
                        patient,
                        "code",
                        codes,
                        "status",
                        status,
                        when,
                        "gt" + from,
                        when,
                        "le" + until,
                        "_count",
                        "1")
                .matches()
                .isEmpty();
    }
}
