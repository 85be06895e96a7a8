package org.throughline.care.entry;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * An allergy or intolerance as a form holds it.
 *
 * @param kind a code of {@link #KINDS}
 * @param category a code of {@link #CATEGORIES}; empty when not said
 * @param danger a code of {@link #DANGERS}
 * @param reaction what it does; {@link Concept#NONE} when not known
 * @param severity how bad the reaction was, a code of {@link #SEVERITIES}; empty when not said
 * @param onset when it first showed: a FHIR date, perhaps only a year; empty when unknown
 * @see <a href="https://hl7.org/fhir/us/core/STU6.1/StructureDefinition-us-core-allergyintolerance.html">US Core
 *     AllergyIntolerance</a>
 */
public record AllergyEntry(
        Concept substance,
        String kind,
        String category,
        String danger,
        Concept reaction,
        String severity,
        String status,
        String certainty,
        String onset,
        String note) {
    public static final List<Choice> KINDS =
            List.of(new Choice("allergy", "Allergy"), new Choice("intolerance", "Intolerance"));
    public static final List<Choice> CATEGORIES = List.of(
            new Choice("", "Not said"),
            new Choice("medication", "Drug"),
            new Choice("food", "Food"),
            new Choice("environment", "Environment"),
            new Choice("biologic", "Biologic"));
    public static final List<Choice> DANGERS = List.of(
            new Choice("unable-to-assess", "Not known"),
            new Choice("low", "Low"),
            new Choice("high", "High: can threaten life"));
    public static final List<Choice> SEVERITIES = List.of(
            new Choice("", "Not said"),
            new Choice("mild", "Mild"),
            new Choice("moderate", "Moderate"),
            new Choice("severe", "Severe"));
    public static final List<Choice> STATUSES = List.of(
            new Choice("active", "Active"), new Choice("inactive", "Inactive"), new Choice("resolved", "Resolved"));
    public static final List<Choice> CERTAINTIES = List.of(
            new Choice("confirmed", "Confirmed"),
            new Choice("unconfirmed", "As the patient says"),
            new Choice("refuted", "Tested, and not so"));
    public static final AllergyEntry NEW = new AllergyEntry(
            Concept.NONE, "allergy", "", "unable-to-assess", Concept.NONE, "", "active", "unconfirmed", "", "");

    private static final String CLINICAL = "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical";
    private static final String VERIFICATION = "http://terminology.hl7.org/CodeSystem/allergyintolerance-verification";

    /** What the resource says, as far as the form knows it: of several reactions, the first. */
    public static AllergyEntry of(JsonObject allergy) {
        JsonObject reaction = allergy.objects("reaction").stream().findFirst().orElse(JsonObject.EMPTY);
        List<Json> categories = allergy.list("category");
        return new AllergyEntry(
                Concept.of(allergy.object("code")),
                Concept.text(allergy, "type").isEmpty() ? "allergy" : Concept.text(allergy, "type"),
                categories.isEmpty() ? "" : categories.getFirst().toString(),
                Concept.text(allergy, "criticality").isEmpty()
                        ? "unable-to-assess"
                        : Concept.text(allergy, "criticality"),
                Concept.of(
                        reaction.objects("manifestation").stream().findFirst().orElse(null)),
                Concept.text(reaction, "severity"),
                Concept.code(allergy.object("clinicalStatus"), CLINICAL),
                Concept.code(allergy.object("verificationStatus"), VERIFICATION),
                Concept.text(allergy, "onsetDateTime"),
                Elements.note(allergy));
    }

    /** What is wrong with it, by field: {@code substance}, {@code reaction}, {@code status}, {@code onset} and others. */
    public Map<String, String> faults(String today) {
        Map<String, String> faults = new LinkedHashMap<>();
        if (substance.isEmpty()) {
            faults.put("substance", "Say what the patient is allergic to.");
        }
        require(faults, "kind", kind, KINDS);
        require(faults, "category", category, CATEGORIES);
        require(faults, "danger", danger, DANGERS);
        if (!severity.isEmpty() && reaction.isEmpty()) {
            faults.put("reaction", "Say which reaction was so.");
        }
        require(faults, "severity", severity, SEVERITIES);
        require(faults, "status", status, STATUSES);
        require(faults, "certainty", certainty, CERTAINTIES);
        if (!onset.isEmpty() && onset.compareTo(today.substring(0, Math.min(onset.length(), today.length()))) > 0) {
            faults.put("onset", "This day is in the future.");
        }
        return faults;
    }

    private static void require(Map<String, String> faults, String field, String value, List<Choice> choices) {
        if (choices.stream().noneMatch(choice -> choice.code().equals(value))) {
            faults.put(field, "Choose one of these.");
        }
    }

    /** A new resource. */
    public JsonObject create(String patient, @Nullable Author author, Instant now) {
        return change(JsonObject.builder()
                .add("resourceType", "AllergyIntolerance")
                .add("patient", Author.reference("Patient/" + patient, ""))
                .add("recordedDate", now.truncatedTo(ChronoUnit.SECONDS).toString())
                .addIfPresent("recorder", author == null ? null : author.json())
                .build());
    }

    /** The resource with what the form holds in place of what it said of that. */
    JsonObject change(JsonObject allergy) {
        AllergyEntry before = of(allergy);
        JsonObject changed = allergy.with("verificationStatus", Concept.of(VERIFICATION, certainty, ""))
                .with("clinicalStatus", Concept.of(CLINICAL, status, ""))
                .with("type", new JsonString(kind))
                .with("criticality", new JsonString(danger));
        if (!substance.equals(before.substance())) {
            changed = changed.with("code", substance.json());
        }
        if (!category.equals(before.category())) {
            changed = category.isEmpty()
                    ? changed.without("category")
                    : changed.with("category", JsonArray.of(new JsonString(category)));
        }
        if (!reaction.equals(before.reaction()) || !severity.equals(before.severity())) {
            changed = withReaction(changed);
        }
        return Elements.setNote(Elements.setDate(changed, "onset", onset), note);
    }

    /** Puts the first reaction in place; others stay. */
    private JsonObject withReaction(JsonObject allergy) {
        List<Json> reactions = new ArrayList<>(allergy.list("reaction"));
        JsonObject first = allergy.objects("reaction").stream().findFirst().orElse(JsonObject.EMPTY);
        if (!reactions.isEmpty()) {
            reactions.removeFirst();
        }
        if (!reaction.isEmpty()) {
            JsonObject told = first.with("manifestation", JsonArray.of(reaction.json()));
            reactions.addFirst(
                    severity.isEmpty() ? told.without("severity") : told.with("severity", new JsonString(severity)));
        }
        return reactions.isEmpty() ? allergy.without("reaction") : allergy.with("reaction", new JsonArray(reactions));
    }
}
