package org.throughline.care.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.care.entry.Concept;
import org.throughline.care.result.Culture.Susceptibility;
import org.throughline.fhir.json.JsonObject;
import org.throughline.terminology.Coding;

/**
 * Reads cultures. An Observation of an organism has the organism as its value, and as members (or components) what it was
 * tested against, each with S, I or R as its interpretation; that is how the OBR and OBX of a laboratory's message, parent and
 * child, come to be in FHIR. Pure.
 *
 * @see <a href="https://build.fhir.org/ig/HL7/v2-to-fhir/">HL7 v2 to FHIR</a>
 */
final class CultureReader {
    /** LOINC's codes of what was identified by culture, in a specimen of any kind and in the usual ones. */
    private static final Set<String> IDENTIFIED = Set.of(
            "11475-1", "6463-4", "634-6", "600-7", "626-2", "630-4", "6462-6", "6460-0", "625-4", "580-1", "543-9",
            "10352-3");

    private final Map<String, JsonObject> values;

    /** @param values the Observations that are known, by their references */
    CultureReader(Map<String, JsonObject> values) {
        this.values = values;
    }

    /** What of these values is of organisms that grew. */
    Culture read(List<JsonObject> results) {
        return new Culture(results.stream()
                .flatMap(each -> Stream.concat(Stream.of(each), members(each)))
                .filter(this::isIsolate)
                .distinct()
                .map(this::isolate)
                .toList());
    }

    /** Those of these values, with their members, that are of no organism and no antibiotic. */
    List<JsonObject> others(List<JsonObject> results) {
        List<JsonObject> all = results.stream()
                .flatMap(each -> Stream.concat(Stream.of(each), members(each)))
                .distinct()
                .toList();
        Set<JsonObject> told = all.stream()
                .filter(this::isIsolate)
                .flatMap(each -> Stream.concat(Stream.of(each), members(each)))
                .collect(Collectors.toSet());
        return all.stream().filter(each -> !told.contains(each)).toList();
    }

    private Stream<JsonObject> members(JsonObject observation) {
        return observation.objects("hasMember").stream()
                .map(each -> values.get(Concept.text(each, "reference")))
                .filter(Objects::nonNull);
    }

    private boolean isIsolate(JsonObject observation) {
        boolean tested = Stream.concat(members(observation), observation.objects("component").stream())
                .anyMatch(each -> judged(each).isPresent());
        boolean identified = observation.has("valueCodeableConcept")
                && observation.object("code") != null
                && Concept.of(observation.object("code")).codings().stream()
                        .anyMatch(each -> each.system().equals(Coding.LOINC) && IDENTIFIED.contains(each.code()));
        return identified || (tested && !ReportReader.value(observation).isEmpty());
    }

    /** Whether it says that something grew. */
    static boolean isGrowth(JsonObject observation) {
        JsonObject value = observation.object("valueCodeableConcept");
        return value != null
                && Concept.of(value).codings().stream()
                        .anyMatch(each -> each.system().equals(Coding.SNOMED))
                && Concept.of(observation.object("code")).codings().stream()
                        .anyMatch(each -> each.system().equals(Coding.LOINC) && IDENTIFIED.contains(each.code()));
    }

    private Culture.Isolate isolate(JsonObject observation) {
        List<Culture.Tested> tested = new ArrayList<>();
        List<String> quantity = new ArrayList<>();
        members(observation).forEach(each -> tested.add(tested(each)));
        for (JsonObject component : observation.objects("component")) {
            if (judged(component).isPresent()) {
                tested.add(tested(component));
            } else {
                quantity.add(measured(component));
            }
        }
        return new Culture.Isolate(
                Concept.text(observation, "id"),
                ReportReader.value(observation),
                String.join(" ", quantity).strip(),
                observation.objects("note").stream()
                        .map(note -> Concept.text(note, "text"))
                        .collect(Collectors.joining(" ")),
                tested);
    }

    private static Culture.Tested tested(JsonObject part) {
        String name = Concept.of(part.object("code")).text().replaceFirst("(?i)\\s*\\[susceptibility].*", "");
        return new Culture.Tested(name, measured(part), judged(part).orElse(Susceptibility.NOT_JUDGED));
    }

    private static String measured(JsonObject part) {
        JsonObject quantity = Objects.requireNonNullElse(part.object("valueQuantity"), JsonObject.EMPTY);
        String value = ReportReader.value(part);
        return Susceptibility.of(value).isPresent() ? "" : (value + " " + Concept.text(quantity, "unit")).strip();
    }

    private static Optional<Susceptibility> judged(JsonObject part) {
        return Stream.concat(
                        part.objects("interpretation").stream(), Stream.ofNullable(part.object("valueCodeableConcept")))
                .flatMap(each -> each.objects("coding").stream())
                .flatMap(coding -> Susceptibility.of(Concept.text(coding, "code")).stream())
                .findFirst();
    }
}
