package org.throughline.network.outside;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * Whether a server has fewer entries about a patient than there are copies of, so that some were deleted there: one short request for
 * each type of which something is kept ({@code _summary=count}), where changes are asked for by themselves and deletions are not told.
 */
record Counting(Session session, String patient) {

    /** @param kept how many copies there are of each type */
    boolean fewer(Map<String, Integer> kept) {
        Map<String, List<List<String>>> searches = Wanted.searches(session.offer(), patient);
        for (Map.Entry<String, Integer> each : kept.entrySet()) {
            if (session.offer().tellsChanges(each.getKey()) && searches.containsKey(each.getKey())) {
                OptionalLong there = there(searches.get(each.getKey()));
                if (there.isPresent() && there.getAsLong() < each.getValue()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** How many there are, in the first way that is not refused; empty when it does not say. */
    private OptionalLong there(List<List<String>> ways) {
        for (List<String> way : ways) {
            try {
                long all = 0;
                for (String query : way) {
                    if (!(session.get(query + "&_summary=count").get("total") instanceof JsonNumber total)) {
                        return OptionalLong.empty();
                    }
                    all += total.decimal().longValue();
                }
                return OptionalLong.of(all);
            } catch (Failed e) {
                if (e.failure() instanceof Failure.Unavailable || e.failure() instanceof Failure.TooManyRequests) {
                    throw e;
                }
            }
        }
        return OptionalLong.empty();
    }
}
