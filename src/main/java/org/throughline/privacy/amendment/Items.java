package org.throughline.privacy.amendment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.fhir.json.JsonObject;
import org.throughline.record.Records;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;
import org.throughline.search.query.Target;

/** What of a record somebody sees and may ask to correct: of each kind those that were changed last. */
final class Items {
    private static final int MOST_OF_A_KIND = 100;
    private static final Map<String, String> GROUPS = groups();
    private static final List<String> NAMES =
            List.of("code", "vaccineCode", "medicationCodeableConcept", "type", "class");
    private static final List<String> DATES = List.of(
            "onsetDateTime",
            "authoredOn",
            "occurrenceDateTime",
            "performedDateTime",
            "effectiveDateTime",
            "recordedDate",
            "date");

    private final Records records;
    private final Searches searches;

    Items(Records records, Searches searches) {
        this.records = records;
        this.searches = searches;
    }

    private static Map<String, String> groups() {
        Map<String, String> groups = new LinkedHashMap<>();
        groups.put("Condition", "Problems");
        groups.put("AllergyIntolerance", "Allergies");
        groups.put("MedicationRequest", "Medications");
        groups.put("Immunization", "Immunizations");
        groups.put("Procedure", "Procedures");
        groups.put("Observation", "Results and measurements");
        groups.put("Encounter", "Visits");
        groups.put("DocumentReference", "Documents");
        return groups;
    }

    List<Item> of(Caller caller, String patient) {
        List<Item> items = new ArrayList<>();
        GROUPS.forEach((type, group) -> {
            if (caller.may(Interaction.SEARCH, type)) {
                find(caller, type, patient).forEach(resource -> items.add(item(resource, group)));
            }
        });
        return items;
    }

    private List<JsonObject> find(Caller caller, String type, String patient) {
        return searches
                .run(
                        caller,
                        new SearchRequest(
                                new Target.OfType(type),
                                List.of(
                                        new Argument("patient", "Patient/" + patient),
                                        new Argument("_sort", "-_lastUpdated"),
                                        new Argument("_count", Integer.toString(MOST_OF_A_KIND))),
                                true))
                .matches()
                .stream()
                .map(stored -> records.bodies().open(Objects.requireNonNull(stored.body())))
                .toList();
    }

    private static Item item(JsonObject resource, String group) {
        return new Item(resource.text("resourceType") + "/" + resource.text("id"), group, label(resource));
    }

    /** What a resource is, in words. */
    static String label(JsonObject resource) {
        String name = NAMES.stream()
                .flatMap(field ->
                        Stream.concat(Stream.ofNullable(resource.object(field)), resource.objects(field).stream()))
                .map(Items::words)
                .filter(words -> !words.isEmpty())
                .findFirst()
                .orElse("Without a name");
        String date = DATES.stream()
                .map(resource::text)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> or(start(resource)));
        return date.isEmpty() ? name : name + ", " + date.substring(0, Math.min(10, date.length()));
    }

    private static @Nullable String start(JsonObject resource) {
        JsonObject period = resource.object("period");
        return period == null ? null : period.text("start");
    }

    private static String words(JsonObject concept) {
        String text = concept.text("text");
        return text != null
                ? text
                : Stream.concat(concept.objects("coding").stream(), Stream.of(concept))
                        .map(coding -> or(coding.text("display")))
                        .filter(display -> !display.isEmpty())
                        .findFirst()
                        .orElse("");
    }

    static String or(@Nullable String text) {
        return text == null ? "" : text;
    }
}
