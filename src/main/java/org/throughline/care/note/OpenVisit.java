package org.throughline.care.note;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.fhir.json.JsonObject;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;
import org.throughline.search.query.Target;

/** Finds the visit that is under way. */
public final class OpenVisit {
    private final Records records;
    private final Searches searches;

    public OpenVisit(Records records, Searches searches) {
        this.records = records;
        this.searches = searches;
    }

    /** The Encounter of a patient that is open now, the last begun; empty when there is none that the caller sees. */
    public Optional<JsonObject> of(Caller caller, String patient) {
        if (!caller.may(Interaction.SEARCH, "Encounter")) {
            return Optional.empty();
        }
        List<Argument> arguments = List.of(
                new Argument("patient", "Patient/" + patient),
                new Argument("status", "arrived,triaged,in-progress,onleave"),
                new Argument("_sort", "-date"),
                new Argument("_count", "1"));
        return searches
                .run(caller, new SearchRequest(new Target.OfType("Encounter"), arguments, true))
                .matches()
                .stream()
                .map(this::open)
                .findFirst();
    }

    private JsonObject open(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }
}
