package org.throughline.record.protection;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.throughline.access.Sensitivity;
import org.throughline.fhir.json.JsonObject;

/** Security labels as short texts: the code alone in HL7's own systems, {@code system|code} elsewhere. */
final class LabelCodes {
    private static final Set<String> OWN =
            Set.of(Sensitivity.SYSTEM, "http://terminology.hl7.org/CodeSystem/v3-Confidentiality");

    private LabelCodes() {}

    /** The labels of these codings, in order. */
    static Set<String> of(List<JsonObject> codings) {
        if (codings.isEmpty()) {
            return Set.of();
        }
        Set<String> codes = new TreeSet<>();
        for (JsonObject coding : codings) {
            String code = coding.text("code");
            if (code != null) {
                String system = coding.text("system");
                codes.add(system == null || OWN.contains(system) ? code : system + "|" + code);
            }
        }
        return codes;
    }

    /** The labels that a resource carries. */
    static Set<String> ofResource(JsonObject resource) {
        JsonObject meta = resource.object("meta");
        return meta == null ? Set.of() : of(meta.objects("security"));
    }
}
