package org.throughline.care.vital;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.record.Copy;
import org.throughline.terminology.Coding;
import org.throughline.terminology.vital.Vital;

/** Reads Observations into what was measured; what is in a unit that is not known, or no vital sign, is left out. Pure. */
public final class VitalReader {
    private static final Set<String> NOT_DONE = Set.of("entered-in-error", "cancelled", "unknown");

    private VitalReader() {}

    /**
     * What was measured.
     *
     * @param observations in any order, which is kept
     */
    public static List<Measured> read(List<JsonObject> observations) {
        List<Measured> measured = new ArrayList<>();
        for (JsonObject observation : observations) {
            if (NOT_DONE.contains(text(observation, "status"))) {
                continue;
            }
            String at = text(observation, "effectiveDateTime");
            add(measured, observation, observation, at);
            observation.objects("component").forEach(component -> add(measured, observation, component, at));
        }
        return measured;
    }

    private static void add(List<Measured> measured, JsonObject observation, JsonObject part, String at) {
        Optional<Vital> vital = vital(part.object("code"));
        JsonObject quantity = part.object("valueQuantity");
        if (vital.isEmpty() || quantity == null || !(quantity.get("value") instanceof JsonNumber number)) {
            return;
        }
        vital.get()
                .stored(number.decimal(), unit(quantity, vital.get()))
                .ifPresent(value -> measured.add(new Measured(
                        text(observation, "id"),
                        vital.get(),
                        at,
                        value,
                        Copy.holder(observation).orElse(""))));
    }

    /** A unit without a code is taken for the usual one only when it is written so. */
    private static String unit(JsonObject quantity, Vital vital) {
        String code = text(quantity, "code");
        if (!code.isEmpty()) {
            return code;
        }
        String unit = text(quantity, "unit");
        return unit.equals("mmHg") && vital.units().contains("mm[Hg]") ? "mm[Hg]" : unit;
    }

    private static Optional<Vital> vital(@Nullable JsonObject concept) {
        if (concept == null) {
            return Optional.empty();
        }
        Set<String> codes = Set.copyOf(concept.objects("coding").stream()
                .filter(coding -> Coding.LOINC.equals(coding.text("system")))
                .map(coding -> text(coding, "code"))
                .toList());
        return Arrays.stream(Vital.values())
                .filter(vital -> vital.codings().stream().anyMatch(coding -> codes.contains(coding.code())))
                .findFirst();
    }

    private static String text(JsonObject object, String name) {
        String text = object.text(name);
        return text == null ? "" : text;
    }
}
