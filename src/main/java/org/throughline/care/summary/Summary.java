package org.throughline.care.summary;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.throughline.care.Parts;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.fhir.reference.References;

/**
 * Makes the document of what was read. Pure: the same of the same.
 *
 * @param document its id, a UUID
 * @see <a href="https://hl7.org/fhir/uv/ips/STU1.1/StructureDefinition-Bundle-uv-ips.html">Bundle</a>
 */
record Summary(References references, String document, Instant at) {
    private static final String PROFILES = "http://hl7.org/fhir/uv/ips/StructureDefinition/";
    private static final String LOINC = "http://loinc.org";
    private static final String MADE = "urn:uuid:";

    JsonObject of(Gathered gathered) {
        Map<String, JsonObject> stored = stored(gathered);
        Map<String, String> addresses = new LinkedHashMap<>();
        stored.keySet().forEach(key -> addresses.put(key, references.base() + "/" + key));
        Inside inside = new Inside(references, addresses);
        Map<String, JsonObject> entries = new LinkedHashMap<>();
        List<Json> sections = new ArrayList<>();
        SectionMaker maker = new SectionMaker(gathered, addresses, this::made);
        for (Section section : Section.values()) {
            maker.make(section).ifPresent(made -> {
                sections.add(made.section());
                entries.putAll(made.entries());
            });
        }
        stored.forEach((key, resource) -> entries.put(references.base() + "/" + key, inside.of(Timed.of(resource))));
        Set<Json> labels = labels(stored);
        String author = author(gathered, entries);
        JsonObject composition = composition(gathered, author, !labels.isEmpty(), sections);
        return bundle(composition, entries, labels);
    }

    /** All that is stored, by {@code Type/id}: the patient, whose summary it is, what is listed, what that refers to. */
    private static Map<String, JsonObject> stored(Gathered gathered) {
        Map<String, JsonObject> stored = new LinkedHashMap<>();
        Stream.of(
                        Stream.of(gathered.patient()),
                        Stream.ofNullable(gathered.organization()),
                        gathered.sections().values().stream().flatMap(found -> found.resources().stream()),
                        gathered.referred().values().stream())
                .flatMap(each -> each)
                .forEach(each -> stored.putIfAbsent(Gathered.key(each), each));
        return stored;
    }

    /** The id of something that is made for this document. */
    private String made(String what) {
        return UUID.nameUUIDFromBytes((document + "/" + what).getBytes(UTF_8)).toString();
    }

    private static Set<Json> labels(Map<String, JsonObject> stored) {
        Set<Json> labels = new LinkedHashSet<>();
        for (JsonObject each : stored.values()) {
            JsonObject meta = each.object("meta");
            if (meta != null) {
                labels.addAll(meta.objects("security"));
            }
        }
        return labels;
    }

    /** The address of whose summary it is: our organization, else the software that made it. */
    private String author(Gathered gathered, Map<String, JsonObject> entries) {
        if (gathered.organization() != null) {
            return references.base() + "/" + Gathered.key(gathered.organization());
        }
        String id = made("software");
        JsonObject name = JsonObject.builder()
                .add("name", "Throughline")
                .add("type", "user-friendly-name")
                .build();
        entries.put(
                MADE + id,
                JsonObject.builder()
                        .add("resourceType", "Device")
                        .add("id", id)
                        .add("deviceName", JsonArray.of(name))
                        .build());
        return MADE + id;
    }

    private JsonObject composition(Gathered gathered, String author, boolean sensitive, List<Json> sections) {
        JsonObject by = JsonObject.of("reference", new JsonString(author));
        return JsonObject.builder()
                .add("resourceType", "Composition")
                .add("id", made("composition"))
                .add("meta", profile("Composition-uv-ips"))
                .add("text", Narrative.paragraphs(introduction(gathered)))
                .add("status", "final")
                .add(
                        "type",
                        JsonObject.builder()
                                .add("coding", JsonArray.of(loinc("60591-5")))
                                .add("text", "Patient summary")
                                .build())
                .add("subject", JsonObject.of("reference", new JsonString(patient(gathered))))
                .add("date", moment())
                .add("author", JsonArray.of(by))
                .add("title", "Patient summary")
                .add("confidentiality", sensitive ? "R" : "N")
                .addIfPresent("custodian", gathered.organization() == null ? null : by)
                .add("section", new JsonArray(sections))
                .build();
    }

    private List<String> introduction(Gathered gathered) {
        JsonObject patient = gathered.patient();
        String name =
                patient.objects("name").stream().findFirst().map(Summary::name).orElse("");
        return List.of(
                Told.joined(
                        "Patient summary of " + (name.isEmpty() ? "a patient without a name" : name),
                        Parts.text(patient, "birthDate").isEmpty() ? "" : "born " + patient.text("birthDate"),
                        Parts.text(gathered.organization(), "name"),
                        moment()),
                "What whoever asked for it may not see is not in it, and nothing says whether there is any.");
    }

    private static String name(JsonObject name) {
        String text = Parts.text(name, "text");
        return text.isEmpty()
                ? (String.join(
                                        " ",
                                        name.list("given").stream()
                                                .map(Json::toString)
                                                .toList())
                                + " "
                                + Parts.text(name, "family"))
                        .strip()
                : text;
    }

    private String patient(Gathered gathered) {
        return references.base() + "/" + Gathered.key(gathered.patient());
    }

    private JsonObject bundle(JsonObject composition, Map<String, JsonObject> entries, Set<Json> labels) {
        JsonObject meta = profile("Bundle-uv-ips");
        List<Json> all = new ArrayList<>(List.of(entry(MADE + made("composition"), composition)));
        entries.forEach((url, resource) -> all.add(entry(url, resource)));
        return JsonObject.builder()
                .add("resourceType", "Bundle")
                .add("id", document)
                .add("meta", labels.isEmpty() ? meta : meta.with("security", new JsonArray(List.copyOf(labels))))
                .add(
                        "identifier",
                        JsonObject.builder()
                                .add("system", "urn:ietf:rfc:3986")
                                .add("value", MADE + document)
                                .build())
                .add("type", "document")
                .add("timestamp", moment())
                .add("entry", new JsonArray(all))
                .build();
    }

    private static JsonObject entry(String url, JsonObject resource) {
        return JsonObject.builder()
                .add("fullUrl", url)
                .add("resource", resource)
                .build();
    }

    private String moment() {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static JsonObject profile(String name) {
        return JsonObject.of("profile", JsonArray.of(new JsonString(PROFILES + name)));
    }

    static JsonObject loinc(String code) {
        return JsonObject.builder().add("system", LOINC).add("code", code).build();
    }
}
