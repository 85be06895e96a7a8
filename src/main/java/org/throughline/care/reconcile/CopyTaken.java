package org.throughline.care.reconcile;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Concept;
import org.throughline.care.medication.Dosages;
import org.throughline.care.medication.Origin;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * Makes a resource of ours of what another record says. It refers to nothing of that record: whom and what it names there it
 * names in words, so that it stays as it is when the copies go. Its labels stay on it. Pure.
 *
 * @param patient the id of our Patient
 */
record CopyTaken(String patient, Instant now) {
    /** By which it is found what was taken over: the address of the entry it was made of. */
    static final String TAKEN_OVER = "urn:throughline:taken-over";

    private static final String AGENTS = "http://terminology.hl7.org/CodeSystem/provenance-participant-type";

    private static final List<String> PROBLEM = List.of(
            "clinicalStatus",
            "verificationStatus",
            "severity",
            "code",
            "bodySite",
            "onset",
            "abatement",
            "recordedDate",
            "note");
    private static final List<String> ALLERGY = List.of(
            "clinicalStatus",
            "verificationStatus",
            "type",
            "category",
            "criticality",
            "code",
            "onset",
            "recordedDate",
            "lastOccurrence",
            "note",
            "reaction");
    private static final List<String> DOSE = List.of(
            "status",
            "statusReason",
            "vaccineCode",
            "occurrence",
            "recorded",
            "manufacturer",
            "lotNumber",
            "expirationDate",
            "site",
            "route",
            "doseQuantity",
            "performer",
            "note",
            "isSubpotent",
            "subpotentReason",
            "protocolApplied");

    /**
     * The resource.
     *
     * @param drug what a drug is, where it stands elsewhere than in its entry
     */
    JsonObject of(Told<?> told, @Nullable Concept drug) {
        JsonObject copy = told.resource();
        return switch (told.type()) {
            case "Condition" ->
                signed(kept("Condition", "subject", told, PROBLEM), told, "recorder")
                        .with(
                                "category",
                                JsonArray.of(Concept.of(
                                        "http://terminology.hl7.org/CodeSystem/condition-category",
                                        "problem-list-item",
                                        "Problem List Item")));
            case "AllergyIntolerance" -> signed(kept("AllergyIntolerance", "patient", told, ALLERGY), told, "recorder");
            case "Immunization" ->
                kept("Immunization", "patient", told, DOSE)
                        .with("primarySource", JsonBoolean.FALSE)
                        .with("reportOrigin", JsonObject.of("text", new JsonString(who(told))));
            default -> statement(told, copy, drug);
        };
    }

    private JsonObject statement(Told<?> told, JsonObject copy, @Nullable Concept drug) {
        String status = Parts.text(copy, "status");
        JsonObject period = copy.object("effectivePeriod");
        JsonObject since = period != null
                ? period
                : told.date().isEmpty() ? JsonObject.EMPTY : JsonObject.of("start", new JsonString(told.date()));
        JsonObject statement = begun("MedicationStatement", "subject", told)
                .add(
                        "status",
                        status.equals("on-hold") || status.equals("stopped") || status.equals("completed")
                                ? status
                                : "active")
                .add("category", Origin.ELSEWHERE.category())
                .add(
                        "medicationCodeableConcept",
                        drug == null ? JsonObject.of("text", new JsonString(told.name())) : drug.json())
                .add("dateAsserted", now.truncatedTo(ChronoUnit.SECONDS).toString())
                .add("informationSource", JsonObject.of("display", new JsonString(who(told))))
                .build();
        List<JsonObject> dosages = Dosages.in(copy);
        JsonObject dosed = dosages.isEmpty()
                ? statement
                : statement.with("dosage", inWords(new JsonArray(List.<Json>copyOf(dosages))));
        return since.size() == 0 ? dosed : dosed.with("effectivePeriod", since);
    }

    private JsonObject.Builder begun(String type, String subject, Told<?> told) {
        JsonObject.Builder resource = JsonObject.builder().add("resourceType", type);
        JsonObject meta = told.resource().object("meta");
        if (meta != null && !meta.list("security").isEmpty()) {
            resource.add("meta", JsonObject.of("security", new JsonArray(meta.list("security"))));
        }
        return resource.add(
                        "identifier",
                        JsonArray.of(JsonObject.builder()
                                .add("system", TAKEN_OVER)
                                .add("value", told.address())
                                .build()))
                .add(subject, Parts.reference("Patient", patient, ""));
    }

    private JsonObject kept(String type, String subject, Told<?> told, List<String> members) {
        JsonObject resource = begun(type, subject, told).build();
        JsonObject copy = told.resource();
        for (int i = 0; i < copy.size(); i++) {
            String name = copy.nameAt(i);
            Json value = copy.get(name);
            if (value != null && members.stream().anyMatch(each -> isMember(name, each))) {
                resource = resource.with(name, inWords(value));
            }
        }
        return resource;
    }

    /** An element of several types has its type in its name: {@code onsetDateTime}. */
    private static boolean isMember(String name, String member) {
        return name.equals(member)
                || (Stream.of("onset", "abatement", "occurrence").anyMatch(member::equals)
                        && name.startsWith(member)
                        && Character.isUpperCase(name.charAt(member.length())));
    }

    private static JsonObject signed(JsonObject resource, Told<?> told, String member) {
        return resource.with(member, JsonObject.of("display", new JsonString(who(told))));
    }

    /** Whoever wrote it, and where. */
    static String who(Told<?> told) {
        return told.by().isEmpty() ? told.holder() : told.by() + ", " + told.holder();
    }

    /** What it refers to is named in words. */
    private static Json inWords(Json value) {
        return switch (value) {
            case JsonArray array ->
                new JsonArray(array.values().stream().map(CopyTaken::inWords).toList());
            case JsonObject object -> inWords(object);
            default -> value;
        };
    }

    private static JsonObject inWords(JsonObject object) {
        JsonObject changed = object;
        for (int i = 0; i < object.size(); i++) {
            String name = object.nameAt(i);
            Json value = object.get(name);
            if (name.equals("reference") && value instanceof JsonString) {
                String display = Parts.text(object, "display");
                changed = changed.without("reference")
                        .with("display", new JsonString(display.isEmpty() ? "Not named" : display));
            } else if (value instanceof JsonObject || value instanceof JsonArray) {
                changed = changed.with(name, inWords(value));
            }
        }
        return changed;
    }

    /**
     * Where it comes from.
     *
     * @param target a reference to ours
     * @param decided who decided it, a Reference
     */
    JsonObject provenance(String target, Told<?> told, JsonObject decided) {
        List<Json> agents = new ArrayList<>();
        agents.add(JsonObject.builder()
                .add("type", Concept.of(AGENTS, "assembler", "Assembler"))
                .add("who", decided)
                .build());
        Optional.of(told)
                .filter(each -> !each.by().isEmpty())
                .ifPresent(each -> agents.add(JsonObject.builder()
                        .add("type", Concept.of(AGENTS, "author", "Author"))
                        .add("who", JsonObject.of("display", new JsonString(who(each))))
                        .build()));
        return JsonObject.builder()
                .add("resourceType", "Provenance")
                .add("target", JsonArray.of(JsonObject.of("reference", new JsonString(target))))
                .add("recorded", now.truncatedTo(ChronoUnit.MILLIS).toString())
                .add("agent", new JsonArray(agents))
                .add(
                        "entity",
                        JsonArray.of(JsonObject.builder()
                                .add("role", "source")
                                .add("what", Author.reference(told.address(), told.holder()))
                                .build()))
                .build();
    }
}
