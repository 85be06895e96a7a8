package org.throughline.care.order;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.care.chart.Line;
import org.throughline.care.entry.Concept;
import org.throughline.fhir.json.JsonObject;
import org.throughline.record.Copy;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.search.SearchPage;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;
import org.throughline.search.query.Target;
import org.throughline.terminology.Coding;

/** The last results of tests that are being ordered, whoever holds them, so that nobody orders what is there. */
public final class LastResults {
    /** Of all tests that are looked for together. */
    private static final String MOST = "300";

    /** What is repeated day by day hides what is older; so often it is looked again for what was not found. */
    private static final int MOST_LOOKS = 4;

    private final Records records;
    private final Searches searches;

    public LastResults(Records records, Searches searches) {
        this.records = records;
        this.searches = searches;
    }

    /**
     * The newest result of a test.
     *
     * @param codes its LOINC codes
     * @param holder which organization holds it; empty for our own
     */
    public record Last(Line line, Set<String> codes, String holder) {
        public Last {
            codes = Set.copyOf(codes);
        }
    }

    /**
     * The newest result of each code that the caller may see, our own and those that others share with us; the newest first.
     *
     * @param loincs the codes of all that is looked for, in one search
     */
    public List<Last> of(Caller caller, String patient, Collection<String> loincs) {
        if (!caller.may(Interaction.SEARCH, "Observation")) {
            return List.of();
        }
        List<Last> last = new ArrayList<>();
        Set<String> wanted = new HashSet<>(loincs);
        for (int look = 0; look < MOST_LOOKS && !wanted.isEmpty(); look++) {
            SearchPage page = searches.run(caller.withOutside(), request(patient, wanted));
            int before = wanted.size();
            for (Stored stored : page.matches()) {
                JsonObject observation = records.bodies().open(Objects.requireNonNull(stored.body()));
                Set<String> codes = codes(observation);
                if (!observation.has("dataAbsentReason") && wanted.removeAll(codes)) {
                    last.add(new Last(
                            Line.of(observation, Map.of()),
                            codes,
                            Copy.holder(observation).orElse("")));
                }
            }
            if (page.next() == null || wanted.size() == before) {
                break;
            }
        }
        return List.copyOf(last);
    }

    private static SearchRequest request(String patient, Set<String> loincs) {
        return new SearchRequest(
                new Target.OfType("Observation"),
                List.of(
                        new Argument("patient", "Patient/" + patient),
                        new Argument(
                                "code",
                                loincs.stream()
                                        .sorted()
                                        .map(each -> Coding.LOINC + "|" + each)
                                        .collect(Collectors.joining(","))),
                        new Argument("status", "final,amended,corrected,preliminary"),
                        new Argument("_sort", "-date"),
                        new Argument("_count", MOST)),
                true);
    }

    private static Set<String> codes(JsonObject observation) {
        return Concept.of(observation.object("code")).codings().stream()
                .filter(each -> each.system().equals(Coding.LOINC))
                .map(Coding::code)
                .collect(Collectors.toSet());
    }
}
