package org.throughline.care.immunization;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.throughline.access.Caller;
import org.throughline.fhir.json.JsonObject;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.search.SearchPage;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;
import org.throughline.search.query.Target;

/** Finds resources, as far as a caller may see them. */
record Finder(Records records, Searches searches) {

    static Argument of(String name, String value) {
        return new Argument(name, value);
    }

    /** @param most so many at most are found */
    List<JsonObject> find(Caller caller, String type, int most, Argument... arguments) {
        List<Argument> all = new ArrayList<>(List.of(arguments));
        all.add(of("_count", Integer.toString(most)));
        SearchPage page = searches.run(caller, new SearchRequest(new Target.OfType(type), all, true));
        return page.matches().stream().map(this::open).toList();
    }

    JsonObject read(Caller caller, String type, String id) {
        return open(records.read(caller, type, id));
    }

    JsonObject open(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }
}
