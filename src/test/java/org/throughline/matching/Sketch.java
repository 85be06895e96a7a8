package org.throughline.matching;

import java.util.LinkedHashMap;
import java.util.Map;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/** One description of a person, as some organization wrote it down. Immutable; what is not said is empty. */
record Sketch(Map<Part, String> parts) {
    /** What it may say. */
    enum Part {
        GIVEN,
        MIDDLE,
        FAMILY,
        FORMER,
        SUFFIX,
        BIRTH,
        SEX,
        ORDER,
        LINE,
        CITY,
        POSTAL,
        PHONE,
        EMAIL,
        SSN,
        MRN
    }

    Sketch {
        parts = Map.copyOf(parts);
    }

    String get(Part part) {
        return parts.getOrDefault(part, "");
    }

    Sketch with(Part part, String value) {
        Map<Part, String> changed = new LinkedHashMap<>(parts);
        changed.put(part, value);
        return new Sketch(changed);
    }

    /** This description with some parts as another one has them. */
    Sketch like(Sketch other, Part... which) {
        Sketch changed = this;
        for (Part part : which) {
            changed = changed.with(part, other.get(part));
        }
        return changed;
    }

    Demographics read() {
        return DemographicsReader.read(patient());
    }

    JsonObject patient() {
        JsonObject.Builder patient = JsonObject.builder().add("resourceType", "Patient");
        JsonObject name = JsonObject.builder()
                .add("family", get(Part.FAMILY))
                .add("given", JsonArray.of(new JsonString(get(Part.GIVEN)), new JsonString(get(Part.MIDDLE))))
                .add("suffix", JsonArray.of(new JsonString(get(Part.SUFFIX))))
                .build();
        JsonObject former = JsonObject.builder()
                .add("use", "maiden")
                .add("family", get(Part.FORMER))
                .build();
        patient.add("name", JsonArray.of(name, former));
        patient.add("birthDate", get(Part.BIRTH)).add("gender", get(Part.SEX));
        if (!get(Part.ORDER).isEmpty()) {
            patient.add("multipleBirthInteger", new JsonNumber(get(Part.ORDER)));
        }
        JsonObject address = JsonObject.builder()
                .add("line", JsonArray.of(new JsonString(get(Part.LINE))))
                .add("city", get(Part.CITY))
                .add("postalCode", get(Part.POSTAL))
                .build();
        return patient.add("address", JsonArray.of(address))
                .add("telecom", JsonArray.of(telecom("phone", Part.PHONE), telecom("email", Part.EMAIL)))
                .add(
                        "identifier",
                        JsonArray.of(
                                identifier("http://hl7.org/fhir/sid/us-ssn", Part.SSN),
                                identifier("urn:example:numbers", Part.MRN)))
                .build();
    }

    private JsonObject telecom(String system, Part part) {
        return JsonObject.builder()
                .add("system", system)
                .add("value", get(part))
                .build();
    }

    private JsonObject identifier(String system, Part part) {
        return JsonObject.builder()
                .add("system", system)
                .add("value", get(part))
                .build();
    }

    @Override
    public String toString() {
        return new LinkedHashMap<>(new java.util.TreeMap<>(parts)).toString();
    }
}
