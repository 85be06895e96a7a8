package org.throughline.network.outside;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.throughline.care.Parts;
import org.throughline.care.summary.HandedSummary;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.network.emergency.Source;
import org.throughline.network.emergency.Told;
import org.throughline.network.link.Link;
import org.throughline.network.link.Linking;
import org.throughline.network.peer.Asking;

/**
 * What outside servers know of a patient in an emergency: of whom is linked, else of whom is certainly the same by the same comparing
 * as everywhere. By {@code Patient/$summary} where it is offered, else allergies, medications and problems by searches.
 * Nothing is kept; the server decides what it gives, and the trail names who asked and that it was an emergency.
 */
final class EmergencyRecords {
    private static final String LOINC = "http://loinc.org";
    private static final int MOST = 100;
    private static final int MOST_MEDICATIONS = 10;
    private static final Set<String> OVER =
            Set.of("inactive", "resolved", "remission", "completed", "stopped", "cancelled", "entered-in-error");

    /** The sections by LOINC's codes, with the types in them. */
    private static final Map<String, List<String>> SECTIONS = sections();

    private static final Map<String, String> WORDS =
            Map.of("AllergyIntolerance", "allergies", "MedicationRequest", "medications", "Condition", "problems");

    private final Servers servers;
    private final Sessions sessions;
    private final Finding finding;
    private final Linking linking;

    EmergencyRecords(Servers servers, Sessions sessions, Finding finding, Linking linking) {
        this.servers = servers;
        this.sessions = sessions;
        this.finding = finding;
        this.linking = linking;
    }

    private static Map<String, List<String>> sections() {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        sections.put("48765-2", List.of("AllergyIntolerance"));
        sections.put("10160-0", List.of("MedicationRequest", "MedicationStatement"));
        sections.put("11450-4", List.of("Condition"));
        return sections;
    }

    /** Those that can be asked. */
    List<Source> sources() {
        return servers.open().stream()
                .filter(server -> server.kind().holdsRecords())
                .map(server -> new Source(
                        server.number(),
                        server.name(),
                        (asking, patient, person) -> told(server, asking, patient, person)))
                .toList();
    }

    private Told told(Server server, Asking asking, String patient, JsonObject person) {
        List<String> linked = linking.links(patient).stream()
                .filter(link -> link.peer() == server.number())
                .map(Link::theirs)
                .distinct()
                .toList();
        try {
            return sessions.ask(server, asking, session -> told(session, linked, person));
        } catch (Failed e) {
            return e.failure() instanceof Failure.Unavailable
                    ? new Told.Silent()
                    : new Told.Refused(Said.line(Sessions.words(e.failure())));
        }
    }

    private Told told(Session session, List<String> linked, JsonObject person) {
        Finding.Recognized recognized =
                linked.isEmpty() ? finding.recognize(session, person) : new Finding.Recognized(linked, true);
        if (recognized.certain().size() != 1) {
            return recognized.any() ? new Told.Perhaps("") : new Told.Nobody();
        }
        String theirs = recognized.certain().getFirst();
        if (session.offer().summary()) {
            try {
                return new Told.Known(HandedSummary.read(session.get("Patient/" + theirs + "/$summary")), "");
            } catch (Failed e) {
                if (e.failure() instanceof Failure.Unavailable) {
                    throw e;
                } // one that cannot be read is made up for by searches
            }
        }
        return searched(session, theirs);
    }

    private static Told searched(Session session, String theirs) {
        Map<String, List<List<String>>> searches = Wanted.searches(session.offer(), theirs);
        List<Json> sections = new ArrayList<>();
        Map<String, JsonObject> found = new LinkedHashMap<>();
        Set<String> refused = new LinkedHashSet<>();
        SECTIONS.forEach((code, types) -> {
            List<Json> entries = new ArrayList<>();
            for (String type : types) {
                for (JsonObject each : searched(session, type, searches.getOrDefault(type, List.of()), refused)) {
                    String name = type + "/" + Parts.text(each, "id");
                    if (type.equals(each.text("resourceType")) && isAbout(each, theirs) && !isOver(each)) {
                        found.put(name, each);
                        entries.add(JsonObject.builder().add("reference", name).build());
                    }
                }
            }
            sections.add(JsonObject.builder()
                    .add("code", Parts.concept(LOINC, code, ""))
                    .add("entry", new JsonArray(entries))
                    .build());
        });
        medications(session, found);
        List<Json> all = new ArrayList<>();
        all.add(JsonObject.of(
                "resource",
                JsonObject.builder()
                        .add("resourceType", "Composition")
                        .add("section", new JsonArray(sections))
                        .build()));
        found.forEach((name, resource) -> all.add(JsonObject.builder()
                .add("fullUrl", name)
                .add("resource", resource)
                .build()));
        JsonObject document = JsonObject.builder()
                .add("resourceType", "Bundle")
                .add("type", "document")
                .add("entry", new JsonArray(all))
                .build();
        return new Told.Known(HandedSummary.read(document), String.join(", ", refused));
    }

    /** In the first way that is not refused; that none is given must be said, or an empty list would read as "there are none". */
    private static List<JsonObject> searched(
            Session session, String type, List<List<String>> ways, Set<String> refused) {
        for (List<String> way : ways) {
            try {
                List<JsonObject> all = new ArrayList<>();
                way.forEach(query -> all.addAll(session.search(query + "&_count=" + MOST)));
                return all;
            } catch (Failed e) {
                if (e.failure() instanceof Failure.Unavailable || e.failure() instanceof Failure.TooManyRequests) {
                    throw e;
                }
            }
        }
        if (!type.equals("MedicationStatement")) { // many record systems have none
            refused.add(WORDS.getOrDefault(type, type));
        }
        return List.of();
    }

    /** What drugs are called, where that stands elsewhere. */
    private static void medications(Session session, Map<String, JsonObject> found) {
        Set<String> named = new LinkedHashSet<>();
        found.values().forEach(each -> {
            String name = Parts.text(each.object("medicationReference"), "reference");
            if (name.startsWith("Medication/")) {
                named.add(name);
            }
        });
        named.stream().limit(MOST_MEDICATIONS).forEach(name -> {
            try {
                found.put(name, session.get(name));
            } catch (Failed e) {
                if (e.failure() instanceof Failure.Unavailable) {
                    throw e;
                } // one drug without a name is shown as such
            }
        });
    }

    private static boolean isAbout(JsonObject resource, String theirs) {
        return Stream.of("subject", "patient")
                .map(resource::object)
                .filter(Objects::nonNull)
                .map(each -> Parts.text(each, "reference"))
                .anyMatch(each -> each.equals("Patient/" + theirs) || each.endsWith("/Patient/" + theirs));
    }

    private static boolean isOver(JsonObject resource) {
        JsonObject clinical = resource.object("clinicalStatus");
        String status = clinical == null
                ? Parts.text(resource, "status")
                : clinical.objects("coding").stream()
                        .map(each -> Parts.text(each, "code"))
                        .findFirst()
                        .orElse("");
        return OVER.contains(status);
    }
}
