package org.throughline.care.medication;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.throughline.care.Parts;
import org.throughline.fhir.json.JsonObject;

/**
 * MedicationStatements as they speak of prescriptions: one that is derived from a prescription is no second drug but a word
 * about that one: not taken, taken otherwise (then it has a dosage), or nobody knows. Pure.
 *
 * @see <a href="https://hl7.org/fhir/R4/medicationstatement.html">MedicationStatement</a>
 */
public final class Statements {
    /** Statuses of prescriptions and statements of what is taken, or may be. */
    public static final Set<String> TAKEN = Set.of("active", "unknown", "intended");

    private static final Set<String> OVER = Set.of("stopped", "completed", "entered-in-error");

    private Statements() {}

    /** References of the prescriptions that a statement is about. */
    public static Set<String> about(JsonObject statement) {
        Set<String> about = new HashSet<>();
        Stream.of("derivedFrom", "basedOn")
                .flatMap(each -> statement.objects(each).stream())
                .map(each -> Parts.idOf(each, "MedicationRequest"))
                .filter(each -> !each.isEmpty())
                .forEach(each -> about.add("MedicationRequest/" + each));
        return about;
    }

    /** The newest word about each prescription, by its reference, of those that still stand. */
    public static Map<String, JsonObject> newest(List<JsonObject> statements) {
        Map<String, JsonObject> newest = new HashMap<>();
        for (JsonObject each : statements) {
            if (!OVER.contains(Parts.text(each, "status"))) {
                about(each)
                        .forEach(one -> newest.merge(
                                one,
                                each,
                                (old, other) -> asserted(other).compareTo(asserted(old)) >= 0 ? other : old));
            }
        }
        return newest;
    }

    /** When it was said, as FHIR has it: told, else when it was last written. */
    public static String asserted(JsonObject statement) {
        String told = Parts.text(statement, "dateAsserted");
        return told.isEmpty() ? Parts.text(statement.object("meta"), "lastUpdated") : told;
    }

    /** What a statement says of its prescription, for people; empty when it is taken as it stands there. */
    public static String said(JsonObject statement) {
        String how = DosageWords.of(Dosages.in(statement));
        return switch (Parts.text(statement, "status")) {
            case "not-taken" -> {
                String why = reason(statement);
                yield why.isEmpty() ? "Not taken" : "Not taken: " + why;
            }
            case "unknown" -> "Not known whether it is taken";
            default -> how.isEmpty() ? "" : "Taken differently: " + how;
        };
    }

    /** Why something was stopped or is not taken; empty when nothing is said. */
    public static String reason(JsonObject resource) {
        JsonObject single = resource.object("statusReason");
        return single != null
                ? Parts.words(single)
                : resource.objects("statusReason").stream()
                        .map(Parts::words)
                        .filter(each -> !each.isEmpty())
                        .findFirst()
                        .orElse("");
    }
}
