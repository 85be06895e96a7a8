package org.throughline.search.query;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.time.TimeRange;

/**
 * What is asked about one patient, see <a href="https://hl7.org/fhir/R4/operation-patient-everything.html">$everything</a>.
 *
 * @param patient the id of the patient
 * @param since only versions written from then on, in microseconds since 1970; {@link Long#MIN_VALUE} for all
 * @param until only versions written until then, in microseconds since 1970; {@link Long#MAX_VALUE} for all
 * @param care only resources with a date in this range, or without any date; null for all
 * @param types only resources of these types; empty for all
 * @param count how many make a page
 */
public record EverythingQuery(
        String patient, long since, long until, @Nullable TimeRange care, List<String> types, int count) {
    public EverythingQuery {
        types = List.copyOf(types);
    }
}
