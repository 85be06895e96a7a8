package org.throughline.care.reconcile;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.throughline.care.entry.Concept;
import org.throughline.care.entry.Elements;
import org.throughline.care.same.Difference;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;

/** Makes an entry of ours say what another record says where both differ; all else stays as it is. Pure. */
final class OursChanged {
    private OursChanged() {}

    static UnaryOperator<JsonObject> by(Told<?> told, @Nullable Concept drug, Set<Difference> differences) {
        JsonObject theirs = new CopyTaken("", java.time.Instant.EPOCH).of(told, drug);
        return switch (told.type()) {
            case "Condition" -> ours -> problem(ours, theirs, differences);
            case "AllergyIntolerance" -> ours -> allergy(ours, theirs, differences);
            case "Immunization" -> ours -> copied(ours, theirs, "status", "statusReason");
            default -> ours -> drug(ours, theirs);
        };
    }

    private static JsonObject problem(JsonObject ours, JsonObject theirs, Set<Difference> differences) {
        JsonObject changed = ours;
        if (differences.contains(Difference.STATE)) {
            changed = copied(Elements.without(changed, "abatement"), theirs, "clinicalStatus", "verificationStatus");
            for (int i = 0; i < theirs.size(); i++) {
                if (theirs.nameAt(i).startsWith("abatement")) {
                    changed = changed.with(theirs.nameAt(i), theirs.valueAt(i));
                }
            }
        }
        return differences.contains(Difference.SIDE) ? copied(changed, theirs, "code", "bodySite") : changed;
    }

    /** Reactions are united: that another saw one more takes none of ours away. */
    private static JsonObject allergy(JsonObject ours, JsonObject theirs, Set<Difference> differences) {
        JsonObject changed = ours;
        if (differences.contains(Difference.REACTION) || differences.contains(Difference.SEVERITY)) {
            List<Json> reactions = new ArrayList<>(theirs.list("reaction"));
            Set<List<Concept>> told = new java.util.HashSet<>();
            theirs.objects("reaction").forEach(each -> told.add(manifestations(each)));
            ours.objects("reaction").stream()
                    .filter(each -> !told.contains(manifestations(each)))
                    .forEach(reactions::add);
            changed = reactions.isEmpty() ? changed : changed.with("reaction", new JsonArray(reactions));
        }
        if (differences.contains(Difference.TYPE)) {
            changed = copied(changed, theirs, "type");
        }
        if (differences.contains(Difference.DANGER)) {
            changed = copied(changed, theirs, "criticality");
        }
        return differences.contains(Difference.STATE)
                ? copied(changed, theirs, "clinicalStatus", "verificationStatus")
                : changed;
    }

    private static List<Concept> manifestations(JsonObject reaction) {
        return reaction.objects("manifestation").stream().map(Concept::of).toList();
    }

    private static JsonObject drug(JsonObject ours, JsonObject theirs) {
        return copied(
                Elements.without(ours, "medication"),
                theirs,
                "medicationCodeableConcept",
                "dosage",
                "status",
                "effectivePeriod",
                "dateAsserted",
                "informationSource");
    }

    /** The elements as theirs are; one that theirs has not is taken out. */
    private static JsonObject copied(JsonObject ours, JsonObject theirs, String... members) {
        JsonObject changed = ours;
        for (String member : members) {
            Json value = theirs.get(member);
            changed = value == null ? changed.without(member) : changed.with(member, value);
        }
        return changed;
    }
}
