package org.throughline.care.summary;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * Makes the sections of a document. Pure.
 *
 * @param addresses of what is stored, by {@code Type/id}
 * @param made the id of something that is made for this document, by what it is
 */
record SectionMaker(Gathered gathered, Map<String, String> addresses, UnaryOperator<String> made) {

    /**
     * A section.
     *
     * @param entries what is made for it and is not stored, by its address
     */
    record Made(JsonObject section, Map<String, JsonObject> entries) {}

    /** Empty when there is nothing to say and the section may be left out. */
    Optional<Made> make(Section section) {
        Gathered.Found found = gathered.sections().getOrDefault(section, new Gathered.Found(List.of(), false, true));
        return found.resources().isEmpty()
                ? section.absence().map(absence -> absent(section, absence, found.masked()))
                : Optional.of(section == Section.DEVICES ? devices(section, found) : listed(section, found, Map.of()));
    }

    private Made absent(Section section, Absence absence, boolean masked) {
        String id = made.apply(absence.name());
        String address = "urn:uuid:" + id;
        return new Made(
                section(section, Narrative.paragraphs(List.of(absence.words(masked))), List.of(address)),
                Map.of(address, absence.resource(id, reference(gathered.patient()), masked)));
    }

    private Made devices(Section section, Gathered.Found found) {
        Map<String, JsonObject> uses = new LinkedHashMap<>();
        for (JsonObject device : found.resources()) {
            String id = made.apply("use/" + device.text("id"));
            uses.put("urn:uuid:" + id, DeviceUse.of(id, reference(gathered.patient()), reference(device)));
        }
        return listed(section, found, uses);
    }

    /** @param instead the entries that are made of those that were found; none for these themselves */
    private Made listed(Section section, Gathered.Found found, Map<String, JsonObject> instead) {
        Rows rows = section.rows();
        JsonObject text = Narrative.table(
                rows.columns(),
                found.resources().stream()
                        .map(each -> rows.cells(each, gathered.referred()))
                        .toList(),
                found.more() ? "There are more, which are older and not listed here." : "");
        List<String> entries = instead.isEmpty()
                ? found.resources().stream().map(this::address).toList()
                : List.copyOf(instead.keySet());
        return new Made(section(section, text, entries), instead);
    }

    private static JsonObject section(Section section, JsonObject text, List<String> entries) {
        return JsonObject.builder()
                .add("title", section.title())
                .add(
                        "code",
                        JsonObject.builder()
                                .add("coding", JsonArray.of(Summary.loinc(section.code())))
                                .add("text", section.title())
                                .build())
                .add("text", text)
                .add(
                        "entry",
                        new JsonArray(entries.stream()
                                .<Json>map(SectionMaker::reference)
                                .toList()))
                .build();
    }

    private JsonObject reference(JsonObject stored) {
        return reference(address(stored));
    }

    private static JsonObject reference(String address) {
        return JsonObject.of("reference", new JsonString(address));
    }

    private String address(JsonObject stored) {
        return addresses.getOrDefault(Gathered.key(stored), "");
    }
}
