package org.throughline.app;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.care.check.Checks;
import org.throughline.care.check.Recheck;
import org.throughline.database.Database;
import org.throughline.events.follow.Follower;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.record.Copies;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;

/** Follows what is written about patients that speaks for or against what they take, and has it checked again. */
final class Rechecks {
    private static final Caller PRODUCT = new Caller("checks", "Checks of orders", Rights.EVERYTHING);
    /** A Patient is changed too when two records become one, or one becomes two again. */
    private static final List<String> TYPES =
            List.of("AllergyIntolerance", "Condition", "MedicationRequest", "MedicationStatement", "Patient");

    private static final int PAGE = 200;

    private final Recheck recheck;
    private final Records records;
    private final Consumer<String> told;
    private final List<Follower> followers = new ArrayList<>();

    /** @param told learns, before anything is checked, about whom others told something: the id of the Patient */
    Rechecks(
            Recheck recheck,
            Checks checks,
            Database database,
            Records records,
            Searches searches,
            Consumer<String> told) {
        this.recheck = recheck;
        this.told = told;
        this.records = records;
        TYPES.forEach(type -> followers.add(
                new Follower(database, records, searches, PRODUCT, "checks of " + type, type, List.of())));
        String asked =
                checks.asked().stream().map(code -> "http://loinc.org|" + code).collect(Collectors.joining(","));
        followers.add(new Follower(
                database,
                records,
                searches,
                PRODUCT,
                "checks of Observation",
                "Observation",
                List.of(new Argument("combo-code", asked))));
        followers.add(new Follower(
                database,
                records,
                searches,
                PRODUCT,
                "checks of questions",
                "Observation",
                List.of(new Argument("code:text", Checks.BREASTFEEDING))));
    }

    /** Checks again all whose record was changed since the last run. */
    void run() {
        for (Follower each : followers) {
            Set<String> patients = new LinkedHashSet<>();
            each.run(resource -> patients.addAll(patient(resource)), () -> {
                patients.forEach(recheck::run);
                patients.clear();
            });
        }
    }

    /**
     * Checks again all about whom what other organizations hold has changed. One who cannot be checked is tried again, and
     * holds up no other.
     */
    void outside() {
        Copies copies = records.copies();
        List<Failed> failed = new ArrayList<>();
        List<Copies.Changed> page = copies.changed(Long.MIN_VALUE, PAGE);
        while (!page.isEmpty()) {
            for (Copies.Changed each : page) {
                try {
                    for (Stored patient : records.present(PRODUCT, List.of(each.patient()))) {
                        told.accept(patient.id());
                        recheck.run(patient.id());
                    }
                    copies.settled(each);
                } catch (Failed e) {
                    failed.add(e);
                }
            }
            page = copies.changed(page.getLast().patient(), PAGE);
        }
        if (!failed.isEmpty()) {
            throw failed.getFirst();
        }
    }

    private static List<String> patient(JsonObject resource) {
        if ("Patient".equals(resource.text("resourceType"))) {
            return isNew(resource) ? List.of() : List.of(String.valueOf(resource.text("id")));
        }
        JsonObject subject = resource.object(resource.has("patient") ? "patient" : "subject");
        String reference = subject == null ? "" : String.valueOf(subject.text("reference"));
        return reference.startsWith("Patient/") ? List.of(reference.substring("Patient/".length())) : List.of();
    }

    /** About whom nothing is written yet that could be checked. */
    private static boolean isNew(JsonObject patient) {
        JsonObject meta = patient.object("meta");
        return meta != null && "1".equals(meta.text("versionId"));
    }
}
