package org.throughline.app;

import java.time.Duration;
import org.throughline.fhir.validate.ProfileRules;
import org.throughline.record.RecordSettings;

/**
 * How an installation keeps its record: what its operator decides.
 *
 * @param profiles what becomes of a resource that breaks a profile which it claims
 * @param settling after this time every process has noticed a new search parameter
 */
record HouseRules(RecordSettings record, ProfileRules.Mode profiles, Duration settling) {
    private static final Duration SETTLING = Duration.ofSeconds(10);

    static final HouseRules DEFAULT = of(RecordSettings.DEFAULT, ProfileRules.Mode.OFF);

    static HouseRules of(RecordSettings record, ProfileRules.Mode profiles) {
        return new HouseRules(record, profiles, SETTLING);
    }
}
