package org.throughline.care.entry.sheet;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Choice;
import org.throughline.care.entry.Concept;
import org.throughline.care.entry.Elements;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * What everybody who opens the chart must know at once: code status, risks, needs. It stands in the banner while it holds.
 *
 * @see <a href="https://hl7.org/fhir/R4/flag.html">Flag</a>
 */
record FlagSheet() implements Sheet {
    private static final String CATEGORY = "http://terminology.hl7.org/CodeSystem/flag-category";
    private static final List<Choice> CATEGORIES = List.of(
            new Choice("safety", "Safety"),
            new Choice("advance-directive", "Code status or advance directive"),
            new Choice("clinical", "Clinical"),
            new Choice("behavioral", "Behavioural"),
            new Choice("contact", "Contact or infection"),
            new Choice("diet", "Diet"),
            new Choice("drug", "Drug"),
            new Choice("admin", "Interpreter, access, other needs"));
    private static final List<Choice> STATUSES =
            List.of(new Choice("active", "Holds"), new Choice("inactive", "Does not hold any more"));

    @Override
    public String key() {
        return "flags";
    }

    @Override
    public String noun() {
        return "flag";
    }

    @Override
    public String type() {
        return "Flag";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.of(Field.Kind.TEXT, "what", "Flag")
                        .hinted("A few words: they stand in the banner")
                        .needed("Say what is to be known."),
                Field.choice("category", "Kind", CATEGORIES),
                Field.choice("status", "Status", STATUSES),
                Field.day(Field.Kind.PAST, "start", "Since"));
    }

    @Override
    public Values blank() {
        return Values.of("category", "safety", "status", "active");
    }

    @Override
    public Values read(JsonObject resource) {
        List<JsonObject> categories = resource.objects("category");
        JsonObject period = resource.object("period");
        return Values.of(
                        "category",
                        categories.isEmpty() ? "" : Concept.code(categories.getFirst(), CATEGORY),
                        "status",
                        Concept.text(resource, "status"),
                        "start",
                        period == null ? "" : day(Concept.text(period, "start")))
                .with("what", Concept.of(resource.object("code")));
    }

    private static String day(String moment) {
        return moment.length() > 10 ? moment.substring(0, 10) : moment;
    }

    @Override
    public JsonObject begun(String patient, @Nullable Author author, Instant now) {
        return JsonObject.builder()
                .add("resourceType", "Flag")
                .add("subject", Author.reference("Patient/" + patient, ""))
                .add(
                        "period",
                        JsonObject.of(
                                "start",
                                new JsonString(
                                        now.truncatedTo(ChronoUnit.SECONDS).toString())))
                .addIfPresent("author", author == null ? null : author.json())
                .build();
    }

    @Override
    public JsonObject change(JsonObject resource, Values values) {
        JsonObject named = Elements.setConcept(resource, "code", values.concept("what"))
                .with("status", new JsonString(values.text("status")))
                .with("category", JsonArray.of(Concept.of(CATEGORY, values.text("category"), "")));
        Values before = read(resource);
        String start = values.text("start");
        return start.isEmpty() || start.equals(before.text("start")) ? named : Elements.setPeriod(named, start, "");
    }
}
