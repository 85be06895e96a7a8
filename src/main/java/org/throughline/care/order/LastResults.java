package org.throughline.care.order;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.care.chart.Line;
import org.throughline.care.entry.Concept;
import org.throughline.fhir.json.JsonObject;
import org.throughline.record.Records;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;
import org.throughline.search.query.Target;
import org.throughline.terminology.Coding;

/** The last results of tests that are being ordered, so that nobody orders what is there. */
public final class LastResults {
    /** Of all tests of a basket together; beyond it lies what is older than these. */
    private static final String MOST = "300";

    private final Records records;
    private final Searches searches;

    public LastResults(Records records, Searches searches) {
        this.records = records;
        this.searches = searches;
    }

    /**
     * The newest result of each test that the caller may see, by its LOINC code.
     *
     * @param loincs the codes of all that is looked for, in one search
     */
    public Map<String, Line> of(Caller caller, String patient, Collection<String> loincs) {
        if (loincs.isEmpty() || !caller.may(Interaction.SEARCH, "Observation")) {
            return Map.of();
        }
        List<Argument> arguments = new ArrayList<>(List.of(
                new Argument("patient", "Patient/" + patient),
                new Argument(
                        "code",
                        loincs.stream()
                                .sorted()
                                .map(each -> Coding.LOINC + "|" + each)
                                .collect(Collectors.joining(","))),
                new Argument("status", "final,amended,corrected,preliminary"),
                new Argument("_sort", "-date"),
                new Argument("_count", MOST)));
        Map<String, Line> last = new HashMap<>();
        searches.run(caller, new SearchRequest(new Target.OfType("Observation"), arguments, true)).matches().stream()
                .map(each -> records.bodies().open(Objects.requireNonNull(each.body())))
                .forEach(each -> codes(each).forEach(code -> last.putIfAbsent(code, Line.of(each, Map.of()))));
        return last;
    }

    private static List<String> codes(JsonObject observation) {
        return Concept.of(observation.object("code")).codings().stream()
                .filter(each -> each.system().equals(Coding.LOINC))
                .map(Coding::code)
                .toList();
    }
}
