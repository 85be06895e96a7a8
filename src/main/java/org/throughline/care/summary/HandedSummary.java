package org.throughline.care.summary;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * A summary that another organization hands us, read into what its sections say. Its entries are told in our words: the
 * narrative that came with it is not shown. Sections that we do not know, and entries that are not where they are said to be, are
 * left out. Pure.
 *
 * @param referred what entries refer to, by their references
 */
public record HandedSummary(List<Part> parts, Map<String, JsonObject> referred) {
    private static final int MOST_ENTRIES = 5_000;
    private static final int MOST_OF_SECTION = 200;

    public HandedSummary {
        parts = List.copyOf(parts);
        referred = Map.copyOf(referred);
    }

    /**
     * A section.
     *
     * @param code of LOINC
     * @param columns the headings of the entries' cells
     */
    public record Part(String code, String title, List<String> columns, List<Entry> entries) {
        public Part {
            columns = List.copyOf(columns);
            entries = List.copyOf(entries);
        }
    }

    /**
     * What is listed in a section, in words.
     *
     * @param cells as many as there are headings, each empty where nothing is said
     * @param absent whether it says that nothing is known, or that there is nothing
     */
    public record Entry(JsonObject resource, List<String> cells, boolean absent) {
        public Entry {
            cells = List.copyOf(cells);
        }
    }

    /**
     * Reads a Bundle of the type {@code document}.
     *
     * @throws Failed with {@link Failure.Malformed} when it is none, or too long
     */
    public static HandedSummary read(JsonObject bundle) {
        List<JsonObject> entries = bundle.objects("entry");
        JsonObject first = entries.isEmpty() ? null : entries.getFirst().object("resource");
        if (!"document".equals(bundle.text("type"))
                || first == null
                || !"Composition".equals(first.text("resourceType"))
                || entries.size() > MOST_ENTRIES) {
            throw new Failed(new Failure.Malformed("value", "Bundle", "This is not a summary of a patient."));
        }
        Map<String, JsonObject> all = new HashMap<>();
        entries.forEach(each -> {
            String address = each.text("fullUrl");
            JsonObject resource = each.object("resource");
            if (address != null && resource != null) {
                all.put(address, resource);
            }
        });
        List<Part> parts = new ArrayList<>();
        for (JsonObject section : first.objects("section")) {
            of(code(section)).ifPresent(known -> parts.add(part(known, section, all)));
        }
        return new HandedSummary(parts, all);
    }

    private static Optional<Section> of(String code) {
        return Stream.of(Section.values())
                .filter(each -> each.code().equals(code))
                .findFirst();
    }

    private static String code(JsonObject section) {
        JsonObject code = section.object("code");
        return code == null
                ? ""
                : code.objects("coding").stream()
                        .map(coding -> Parts.text(coding, "code"))
                        .findFirst()
                        .orElse("");
    }

    private static Part part(Section known, JsonObject section, Map<String, JsonObject> all) {
        Rows rows = known.rows();
        List<Entry> entries = new ArrayList<>();
        for (JsonObject reference :
                section.objects("entry").stream().limit(MOST_OF_SECTION).toList()) {
            JsonObject resource = listed(all.get(Parts.text(reference, "reference")), all);
            if (resource != null) {
                entries.add(new Entry(resource, rows.cells(resource, all), isAbsent(resource)));
            }
        }
        return new Part(known.code(), known.title(), rows.columns(), entries);
    }

    /** A device is listed by its use. */
    private static @Nullable JsonObject listed(@Nullable JsonObject entry, Map<String, JsonObject> all) {
        return entry != null && "DeviceUseStatement".equals(entry.text("resourceType"))
                ? all.get(Parts.text(entry.object("device"), "reference"))
                : entry;
    }

    /** What IPS says instead of an entry has a code of its own system. */
    private static boolean isAbsent(JsonObject resource) {
        return Stream.of("code", "medicationCodeableConcept")
                .map(resource::object)
                .anyMatch(concept -> concept != null
                        && concept.get("coding") instanceof JsonArray
                        && concept.objects("coding").stream()
                                .anyMatch(coding -> Absence.SYSTEM.equals(Parts.text(coding, "system"))));
    }
}
