package org.throughline.care.imaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.fhir.json.JsonObject;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.search.SearchPage;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;
import org.throughline.search.query.Target;

/** Finds resources of imaging, as far as a caller may see them. */
record Looker(Records records, Searches searches) {
    /** What was found, and what came with it. */
    record Found(List<JsonObject> matches, List<JsonObject> besides) {}

    /**
     * What matches; nothing for a type that the caller may not search.
     *
     * @param most so many at most
     * @param criteria names and values in turn
     */
    Found find(Caller caller, String type, int most, String... criteria) {
        if (!caller.may(Interaction.SEARCH, type)) {
            return new Found(List.of(), List.of());
        }
        List<Argument> arguments = new ArrayList<>();
        for (int i = 0; i + 1 < criteria.length; i += 2) {
            arguments.add(new Argument(criteria[i], criteria[i + 1]));
        }
        arguments.add(new Argument("_count", Integer.toString(most)));
        SearchPage page = searches.run(caller, new SearchRequest(new Target.OfType(type), arguments, true));
        return new Found(open(page.matches()), open(page.includes()));
    }

    List<JsonObject> matches(Caller caller, String type, int most, String... criteria) {
        return find(caller, type, most, criteria).matches();
    }

    private List<JsonObject> open(List<Stored> stored) {
        return stored.stream().map(this::open).toList();
    }

    JsonObject open(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }
}
