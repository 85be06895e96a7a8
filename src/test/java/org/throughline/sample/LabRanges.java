package org.throughline.sample;

import java.util.Map;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * Adds to results what laboratories send and Synthea leaves out: the adult reference range. The figures are common US
 * adult ranges (American Board of Internal Medicine, Laboratory Reference Ranges, January 2024; lipids: NCEP ATP III;
 * A1c: American Diabetes Association).
 */
final class LabRanges {
    private static final Map<String, String[]> BY_LOINC = Map.ofEntries(
            Map.entry("4548-4", new String[] {"4.0", "5.6"}), // A1c, %
            Map.entry("2339-0", new String[] {"70", "99"}), // glucose, mg/dL
            Map.entry("2345-7", new String[] {"70", "99"}),
            Map.entry("38483-4", new String[] {"0.6", "1.3"}), // creatinine, mg/dL
            Map.entry("2160-0", new String[] {"0.6", "1.3"}),
            Map.entry("2947-0", new String[] {"136", "145"}), // sodium, mmol/L
            Map.entry("2951-2", new String[] {"136", "145"}),
            Map.entry("6298-4", new String[] {"3.5", "5.0"}), // potassium, mmol/L
            Map.entry("2823-3", new String[] {"3.5", "5.0"}),
            Map.entry("2069-3", new String[] {"98", "106"}), // chloride, mmol/L
            Map.entry("2075-0", new String[] {"98", "106"}),
            Map.entry("20565-8", new String[] {"23", "28"}), // carbon dioxide, mmol/L
            Map.entry("2028-9", new String[] {"23", "28"}),
            Map.entry("6299-2", new String[] {"8", "20"}), // urea nitrogen, mg/dL
            Map.entry("3094-0", new String[] {"8", "20"}),
            Map.entry("49765-1", new String[] {"8.6", "10.2"}), // calcium, mg/dL
            Map.entry("17861-6", new String[] {"8.6", "10.2"}),
            Map.entry("2093-3", new String[] {"", "199"}), // total cholesterol, mg/dL
            Map.entry("2571-8", new String[] {"", "149"}), // triglycerides, mg/dL
            Map.entry("18262-6", new String[] {"", "99"}), // LDL cholesterol, mg/dL
            Map.entry("2085-9", new String[] {"40", ""}), // HDL cholesterol, mg/dL
            Map.entry("718-7", new String[] {"12", "17"}), // hemoglobin, g/dL
            Map.entry("4544-3", new String[] {"36", "51"}), // hematocrit, %
            Map.entry("6690-2", new String[] {"4.0", "10.0"}), // leukocytes, 10*3/uL
            Map.entry("777-3", new String[] {"150", "350"}), // platelets, 10*3/uL
            Map.entry("787-2", new String[] {"80", "98"}), // MCV, fL
            Map.entry("33914-3", new String[] {"60", ""})); // estimated GFR, mL/min/1.73 m2

    private LabRanges() {}

    /** The observation with its reference range, when it is a result of a test listed here; else the object as it is. */
    static JsonObject with(JsonObject observation) {
        JsonObject code = observation.object("code");
        JsonObject value = observation.object("valueQuantity");
        if (!"Observation".equals(observation.text("resourceType")) || code == null || value == null) {
            return observation;
        }
        for (JsonObject coding : code.objects("coding")) {
            String[] range = BY_LOINC.get(String.valueOf(coding.text("code")));
            if (range != null) {
                return observation.with("referenceRange", JsonArray.of(range(range, value)));
            }
        }
        return observation;
    }

    private static JsonObject range(String[] bounds, JsonObject value) {
        JsonObject.Builder range = JsonObject.builder();
        if (!bounds[0].isEmpty()) {
            range.add("low", bound(bounds[0], value));
        }
        if (!bounds[1].isEmpty()) {
            range.add("high", bound(bounds[1], value));
        }
        return range.build();
    }

    private static Json bound(String figure, JsonObject value) {
        return JsonObject.builder()
                .add("value", new JsonNumber(figure))
                .addIfPresent("unit", value.text("unit"))
                .add("system", new JsonString("http://unitsofmeasure.org"))
                .addIfPresent("code", value.text("code"))
                .build();
    }
}
