package org.throughline.record;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.kernel.Ids;
import org.throughline.kernel.Issue;
import org.throughline.record.booking.ClaimReader;
import org.throughline.record.protection.Guard;

/**
 * What the record is made of.
 *
 * @param jurisdiction the law of the place
 * @param knownValues keys of tokens that are surely in the dictionary; grows as transactions commit
 */
record Parts(
        Types types,
        Bodies bodies,
        Indexer indexer,
        Guard guard,
        ClaimReader claims,
        Matcher matcher,
        Check check,
        Permanence permanence,
        List<Gate> gates,
        Jurisdiction jurisdiction,
        RecordSettings settings,
        Ids ids,
        Clock clock,
        Set<Long> knownValues) {

    /** Fails when this may not follow the version before; {@code after} is null for a deletion. */
    void requirePermanence(JsonObject before, @Nullable JsonObject after) {
        List<Issue> issues = permanence.faults(before, after);
        if (!issues.isEmpty()) {
            throw new Failed(new Failure.Invalid(issues));
        }
    }

    /** Fails when the resource may not be stored. */
    void require(JsonObject resource) {
        List<Issue> issues = check.check(resource);
        if (!issues.isEmpty()) {
            throw new Failed(new Failure.Invalid(issues));
        }
    }
}
