package org.throughline.rest.cds;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.care.check.Sent;
import org.throughline.care.imaging.Codes;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * What we ask clients to send along, and what they sent. What is missing makes the checks that need it say that they did
 * not check. Pure.
 *
 * @see <a href="https://cds-hooks.hl7.org/2.0/#prefetch-template">Prefetch templates</a>
 */
final class Prefetch {
    private static final String OF = "?patient={{context.patientId}}";

    /** Of each key the types of which it brings all that there is. */
    private static final Map<String, String> TYPES = Map.of(
            "patient", "Patient",
            "allergies", "AllergyIntolerance",
            "problems", "Condition",
            "prescriptions", "MedicationRequest",
            "statements", "MedicationStatement",
            "observations", "Observation",
            "tests", "ServiceRequest",
            "reports", "DiagnosticReport",
            "studies", "ImagingStudy");

    private Prefetch() {}

    /**
     * What we ask for.
     *
     * @param loincs of the tests and measurements that rules look at
     */
    static JsonObject templates(Set<String> loincs) {
        Map<String, String> templates = new LinkedHashMap<>();
        templates.put("patient", "Patient/{{context.patientId}}");
        templates.put("allergies", "AllergyIntolerance" + OF);
        templates.put("problems", "Condition" + OF);
        templates.put("prescriptions", "MedicationRequest" + OF + "&_include=MedicationRequest:medication");
        templates.put("statements", "MedicationStatement" + OF + "&_include=MedicationStatement:medication");
        templates.put(
                "observations",
                "Observation" + OF + "&code="
                        + new TreeSet<>(loincs)
                                .stream()
                                        .map(each -> "http://loinc.org|" + each)
                                        .collect(Collectors.joining(",")));
        templates.put(
                "tests",
                "ServiceRequest" + OF
                        + "&status=active&category=http://snomed.info/sct|108252007,http://snomed.info/sct|"
                        + Codes.IMAGING);
        templates.put("reports", "DiagnosticReport" + OF + "&category=" + Codes.REPORTS);
        templates.put("studies", "ImagingStudy" + OF);
        JsonObject.Builder json = JsonObject.builder();
        templates.forEach((key, template) -> json.add(key, new JsonString(template)));
        return json.build();
    }

    /** What was sent. */
    static Sent sent(@Nullable JsonObject prefetch) {
        Map<String, List<JsonObject>> resources = new HashMap<>();
        Set<String> whole = new HashSet<>();
        TYPES.forEach((key, type) -> {
            JsonObject value = prefetch == null ? null : prefetch.object(key);
            if (value == null) {
                return;
            }
            if ("Bundle".equals(value.text("resourceType"))) {
                value.objects("entry").forEach(entry -> add(resources, entry.object("resource")));
                if (isWhole(value)) {
                    whole.add(type);
                }
            } else if (type.equals(value.text("resourceType"))) {
                add(resources, value);
                whole.add(type);
            }
        });
        return new Sent(resources, whole);
    }

    private static boolean isWhole(JsonObject bundle) {
        return bundle.objects("link").stream().noneMatch(each -> "next".equals(each.text("relation")));
    }

    private static void add(Map<String, List<JsonObject>> resources, @Nullable JsonObject resource) {
        String type = resource == null ? null : resource.text("resourceType");
        if (resource != null && type != null) {
            resources.computeIfAbsent(type, each -> new ArrayList<>()).add(resource);
        }
    }
}
