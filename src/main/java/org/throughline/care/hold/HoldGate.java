package org.throughline.care.hold;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.access.Rights;
import org.throughline.care.Parts;
import org.throughline.care.check.Lookup;
import org.throughline.care.result.ReportKinds;
import org.throughline.database.OpenTransaction;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Bodies;
import org.throughline.record.Gate;
import org.throughline.record.protection.Held;
import org.throughline.search.Search;

/**
 * The gate before a hold: within the transaction that writes it, whoever writes it. A result that comes for a patient who
 * wants to be told first is held from its first moment. A hold that somebody sets has a reason and an end that is not too
 * far, and says who set it; only who may order sets or changes one. A result of which the system that it comes from says
 * that it is to be told first is held as well, as long as any hold may last.
 */
public final class HoldGate implements Gate {
    private static final Caller PRODUCT = new Caller("results", "Results", Rights.EVERYTHING);
    private static final Set<String> TYPES = Set.of("DiagnosticReport", "Observation");
    private static final Duration SLACK = Duration.ofMinutes(5);

    private final Search search;
    private final Bodies bodies;
    private final InstantSource clock;

    public HoldGate(Search search, Bodies bodies, InstantSource clock) {
        this.search = search;
        this.bodies = bodies;
        this.clock = clock;
    }

    @Override
    public Set<String> types(Caller caller) {
        return TYPES;
    }

    @Override
    public boolean asks(@Nullable JsonObject before, JsonObject after) {
        JsonObject label = Held.label(after);
        if (before == null) {
            return label != null || ReportKinds.isOfResult(after);
        }
        return label != null && !label.equals(Held.label(before));
    }

    /** Whether somebody may hold results from patients. */
    public static boolean mayHold(Caller caller) {
        return caller.may(Interaction.UPDATE, "DiagnosticReport") && caller.may(Interaction.CREATE, "ServiceRequest");
    }

    @Override
    public List<JsonObject> pass(
            OpenTransaction transaction, Caller caller, Visible visible, List<JsonObject> resources) {
        Lookup lookup = Lookup.through(search.within(transaction), bodies, PRODUCT);
        Set<String> there = present(lookup, resources);
        Set<String> first = wantToBeToldFirst(lookup, resources);
        Instant now = clock.instant();
        List<JsonObject> passed = new ArrayList<>();
        for (JsonObject each : resources) {
            if (Held.label(each) == null) {
                boolean held = first.contains(patient(each));
                passed.add(held ? new Hold(now.plus(Hold.TALK), Reason.PATIENT, "", "").on(each) : each);
            } else {
                passed.add(set(each, there.contains(reference(each)), caller, now));
            }
        }
        return passed;
    }

    /** The result with its hold as it is to be kept. */
    private static JsonObject set(JsonObject resource, boolean there, Caller caller, Instant now) {
        Instant until = Hold.said(resource).orElse(null);
        if (until == null && !there) {
            return new Hold(now.plus(Hold.LONGEST), Reason.SOURCE, "", caller.display()).on(resource);
        }
        if (there && !mayHold(caller)) {
            throw new Failed(new Failure.Forbidden("Only who may order holds a result from the patient or ends that."));
        }
        if (until == null || until.isAfter(now.plus(Hold.LONGEST).plus(SLACK))) {
            throw wrong("until", "A hold ends within " + Hold.LONGEST.toDays() + " days.");
        }
        Hold said = Hold.of(resource).orElseThrow();
        if (!until.isAfter(now)) {
            return said.until(until).on(resource);
        }
        if (said.reason() == Reason.SOURCE) {
            throw wrong("reason", "Say why it is held from the patient.");
        }
        if ((said.reason().wantsWords() && said.words().isBlank())
                || said.words().length() > Hold.MOST_WORDS) {
            throw wrong("words", "Say in a few words why, in " + Hold.MOST_WORDS + " letters at most.");
        }
        String by = caller.rights().bound() || said.by().isEmpty() ? caller.display() : said.by();
        return new Hold(until, said.reason(), said.words(), by).on(resource);
    }

    private static Failed wrong(String field, String message) {
        return new Failed(new Failure.Invalid("value", field, message));
    }

    /** The references of those that are in the record already and now carry another label. */
    private static Set<String> present(Lookup lookup, List<JsonObject> resources) {
        Map<String, List<String>> ids = new HashMap<>();
        resources.stream()
                .filter(each -> Held.label(each) != null)
                .forEach(each -> ids.computeIfAbsent(Parts.text(each, "resourceType"), ignored -> new ArrayList<>())
                        .add(Parts.text(each, "id")));
        Set<String> there = new HashSet<>();
        ids.forEach((type, those) -> lookup.find(type, "_id", String.join(",", those), "_count", "1000")
                .matches()
                .forEach(each -> there.add(reference(each))));
        return there;
    }

    private static Set<String> wantToBeToldFirst(Lookup lookup, List<JsonObject> resources) {
        String patients = resources.stream()
                .filter(each -> Held.label(each) == null)
                .map(HoldGate::patient)
                .filter(each -> !each.isEmpty())
                .distinct()
                .map("Patient/"::concat)
                .collect(Collectors.joining(","));
        return patients.isEmpty()
                ? Set.of()
                : Set.copyOf(ToldFirst.patients(lookup.find(
                                "Consent",
                                "patient",
                                patients,
                                "status",
                                "active",
                                "category",
                                ToldFirst.CATEGORY,
                                "_count",
                                "1000")
                        .matches()));
    }

    private static String patient(JsonObject resource) {
        return Parts.idOf(Objects.requireNonNullElse(resource.object("subject"), JsonObject.EMPTY), "Patient");
    }

    private static String reference(JsonObject resource) {
        return Parts.text(resource, "resourceType") + "/" + Parts.text(resource, "id");
    }
}
