package org.throughline.care.hold;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.access.Sensitivity;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.Parts;
import org.throughline.care.check.Lookup;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Target;
import org.throughline.record.protection.Held;
import org.throughline.search.Searches;

/**
 * Holds what comes later to a report that is held: the values of its values. Its own values are held with it from the moment at
 * which it names them. Runs from time to time.
 */
public final class Spreading {
    private static final Caller PRODUCT = new Caller("results", "Results", Rights.EVERYTHING);
    private static final String MOST = "500";

    private final Records records;
    private final Searches searches;
    private final Types types;
    private final InstantSource clock;

    public Spreading(Records records, Searches searches, Types types, InstantSource clock) {
        this.records = records;
        this.searches = searches;
        this.types = types;
        this.clock = clock;
    }

    /** Holds what is not held yet; how many values that were. */
    public int run() {
        Instant now = clock.instant();
        Lookup.Found found = Lookup.through(searches::run, records.bodies(), PRODUCT)
                .find(
                        "DiagnosticReport",
                        "_security",
                        Sensitivity.SYSTEM + "|" + Held.CODE,
                        "_lastUpdated",
                        "ge" + now.minus(Hold.LONGEST).truncatedTo(ChronoUnit.SECONDS),
                        "_sort",
                        "-_lastUpdated",
                        "_count",
                        MOST,
                        "_include",
                        "DiagnosticReport:result",
                        "_include:iterate",
                        "Observation:has-member");
        Map<String, JsonObject> values = new HashMap<>();
        found.included().forEach(each -> values.put("Observation/" + Parts.text(each, "id"), each));
        int held = 0;
        for (JsonObject report : found.matches()) {
            Optional<Hold> hold = Hold.of(report).filter(each -> each.isOn(now));
            if (hold.isPresent()) {
                held += hold(hold.get(), parts(report, values));
            }
        }
        return held;
    }

    /** The values of a report and the values of these. */
    private static List<JsonObject> parts(JsonObject report, Map<String, JsonObject> values) {
        Set<JsonObject> parts = new LinkedHashSet<>();
        List<JsonObject> next = named(report, "result", values);
        while (!next.isEmpty()) {
            List<JsonObject> fresh = next.stream().filter(parts::add).toList();
            next = fresh.stream()
                    .flatMap(each -> named(each, "hasMember", values).stream())
                    .toList();
        }
        return List.copyOf(parts);
    }

    private static List<JsonObject> named(JsonObject from, String element, Map<String, JsonObject> values) {
        return from.objects(element).stream()
                .flatMap(each -> Stream.ofNullable(values.get(Parts.text(each, "reference"))))
                .toList();
    }

    private int hold(Hold hold, List<JsonObject> parts) {
        List<Intent> intents = new ArrayList<>();
        parts.stream().filter(each -> Held.label(each) == null).forEach(each -> intents.add(patch(each, hold)));
        if (intents.isEmpty()) {
            return 0;
        }
        try {
            records.write(
                    PRODUCT,
                    intents,
                    (at, written, patients) -> Access.of(
                            at,
                            PRODUCT,
                            Action.UPDATE,
                            types.number("Observation"),
                            "Observation/"
                                    + Objects.requireNonNull(written.getFirst().stored())
                                            .id(),
                            200,
                            patients));
            return intents.size();
        } catch (Failed e) {
            if (e.failure() instanceof Failure.PreconditionFailed || e.failure() instanceof Failure.Conflict) {
                return 0; // somebody else has changed one meanwhile: it is looked at again next time
            }
            throw e;
        }
    }

    private static Intent patch(JsonObject value, Hold hold) {
        String version = Parts.text(Objects.requireNonNull(value.object("meta")), "versionId");
        return new Intent.Patch(
                new Target.ById("Observation", Parts.text(value, "id")),
                hold::on,
                new Precondition.Version(Integer.parseInt(version)));
    }
}
