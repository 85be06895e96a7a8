package org.throughline.care.stay;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.fhir.json.JsonObject;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;
import org.throughline.search.query.EverythingQuery;
import org.throughline.search.query.Target;

/** Finds what is known of stays, in the product's own name. */
record Looking(Records records, Searches searches) {
    static final Caller PRODUCT = new Caller("stays", "Admissions and discharges", Rights.EVERYTHING);

    /** The same with what other organizations have given us. */
    static final Caller OUTSIDE = PRODUCT.withOutside();

    static Argument of(String name, String value) {
        return new Argument(name, value);
    }

    /** @param most so many at most */
    List<JsonObject> find(Caller caller, String type, int most, Argument... which) {
        List<Argument> arguments = new ArrayList<>(List.of(which));
        arguments.add(of("_count", Integer.toString(most)));
        return searches.run(caller, new SearchRequest(new Target.OfType(type), arguments, true)).matches().stream()
                .map(this::open)
                .toList();
    }

    /** Our Patient, and those that other organizations hold of the same person. */
    List<JsonObject> persons(String patient) {
        return searches
                .everything(
                        OUTSIDE,
                        new EverythingQuery(patient, Long.MIN_VALUE, Long.MAX_VALUE, null, List.of("Patient"), 20))
                .resources()
                .stream()
                .map(this::open)
                .toList();
    }

    JsonObject open(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }
}
