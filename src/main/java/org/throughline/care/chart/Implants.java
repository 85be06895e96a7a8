package org.throughline.care.chart;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * Tells devices that are in a patient's body from those that a patient uses, by what is said of the device, the surest first:
 *
 * <ol>
 *   <li>what was entered here: a property of the device;
 *   <li>its type, a code of SNOMED CT of a list of ours;
 *   <li>for what has neither a property nor a type that is coded: its name.
 * </ol>
 *
 * <p>That a Device claims US Core's profile of implantable devices says nothing: some systems claim it for all of them. Pure.
 */
public final class Implants {
    public static final String INSIDE = "inside";
    public static final String OUTSIDE = "outside";

    private static final String SYSTEM = "urn:throughline:device-place";
    private static final String SNOMED = "http://snomed.info/sct";

    /** Implanted: pacemaker, defibrillator, stents, cochlear implant, neurostimulator, hips, intrauterine device. */
    private static final Set<String> INSIDE_CODES = Set.of(
            "14106009",
            "72506001",
            "705643001",
            "65818007",
            "43252007",
            "25937001",
            "304120007",
            "304121006",
            "268460000");

    /** Used: wheelchairs, cane, walking frame, crutches, hearing aid, glasses, glucose meter, nebulizer, CPAP. */
    private static final Set<String> OUTSIDE_CODES = Set.of(
            "58938008",
            "228869008",
            "87405001",
            "266731002",
            "363753007",
            "6012004",
            "50121007",
            "337414009",
            "170615005",
            "702172008");

    private static final Pattern NAME = Pattern.compile(
            "implant|pacemaker|defibrillator|stent|prosthe|valve|shunt|graft|cochlear|stimulator|\\b(?:icd|iud|vad|lvad)\\b"
                    + "|port-a-cath|infusion port|artificial|joint replacement|aneurysm clip|embolization coil",
            Pattern.CASE_INSENSITIVE);

    private Implants() {}

    /** Whether a Device is in the body. */
    static boolean isOne(JsonObject device, String name) {
        return place(device)
                .map(INSIDE::equals)
                .or(() -> typed(device))
                .orElseGet(() -> NAME.matcher(name).find());
    }

    /** Where a Device is, by what is said of it: {@link #INSIDE} or {@link #OUTSIDE}. */
    public static String of(JsonObject device) {
        String name = ItemReader.read(device, Map.of()).map(Item::title).orElse("");
        return isOne(device, name) ? INSIDE : OUTSIDE;
    }

    /** Whether its type says so; empty for a type that is not known. */
    private static Optional<Boolean> typed(JsonObject device) {
        List<String> codes = Optional.ofNullable(device.object("type")).stream()
                .flatMap(type -> type.objects("coding").stream())
                .filter(coding -> SNOMED.equals(coding.text("system")))
                .flatMap(coding -> Stream.ofNullable(coding.text("code")))
                .toList();
        if (codes.stream().anyMatch(INSIDE_CODES::contains)) {
            return Optional.of(true);
        }
        return codes.stream().anyMatch(OUTSIDE_CODES::contains) ? Optional.of(false) : Optional.empty();
    }

    /** {@link #INSIDE} or {@link #OUTSIDE}, as it was entered; empty when nobody has said so. */
    public static Optional<String> place(JsonObject device) {
        return device.objects("property").stream()
                .filter(property -> Concepts.words(property.object("type")).equals("Place"))
                .flatMap(property -> property.objects("valueCode").stream())
                .map(value -> Concepts.code(value, SYSTEM))
                .filter(code -> !code.isEmpty())
                .findFirst();
    }

    /** The Device with where it is. */
    public static JsonObject placed(JsonObject device, String place) {
        if (place(device).filter(place::equals).isPresent()) {
            return device;
        }
        JsonObject value =
                JsonObject.builder().add("system", SYSTEM).add("code", place).build();
        JsonObject property = JsonObject.builder()
                .add("type", JsonObject.of("text", new JsonString("Place")))
                .add("valueCode", JsonArray.of(JsonObject.of("coding", JsonArray.of(value))))
                .build();
        Stream<Json> others = device.list("property").stream()
                .filter(each -> !(each instanceof JsonObject object)
                        || !Concepts.words(object.object("type")).equals("Place"));
        return device.with(
                "property",
                new JsonArray(Stream.concat(others, Stream.of(property)).toList()));
    }
}
