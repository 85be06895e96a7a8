package org.throughline.care.summary;

import java.util.stream.IntStream;
import org.throughline.care.Parts;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;

/**
 * A summary says of everything when it was; where nobody has recorded that, it says that it is not known. Pure.
 *
 * @see <a href="https://hl7.org/fhir/R4/extension-data-absent-reason.html">Why data is absent</a>
 */
final class Timed {
    private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

    private Timed() {}

    static JsonObject of(JsonObject resource) {
        String element = switch (Parts.text(resource, "resourceType")) {
            case "Procedure" -> "performed";
            case "MedicationStatement", "Observation", "DiagnosticReport" -> "effective";
            case "DeviceUseStatement" -> "timing";
            default -> "";
        };
        return element.isEmpty() || has(resource, element)
                ? resource
                : resource.with(
                        "_" + element + "DateTime", JsonObject.of("extension", JsonArray.of(absent("unknown"))));
    }

    private static boolean has(JsonObject resource, String element) {
        return IntStream.range(0, resource.size())
                .mapToObj(resource::nameAt)
                .anyMatch(name -> name.startsWith(element) || name.startsWith("_" + element));
    }

    /** The extension that says why something is not there. */
    static JsonObject absent(String reason) {
        return JsonObject.builder().add("url", ABSENT).add("valueCode", reason).build();
    }
}
