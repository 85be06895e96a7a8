package org.throughline.fhir.validate;

import org.throughline.fhir.definitions.ElementType;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.path.ReferenceText;

/** Where references may point, see <a href="https://hl7.org/fhir/R4/references.html">references</a>. */
final class ReferenceRules {
    private final Findings findings;
    private JsonObject container = JsonObject.EMPTY;

    ReferenceRules(Findings findings) {
        this.findings = findings;
    }

    /** Makes a resource the one whose contained resources {@code #id} means; answers the former one. */
    JsonObject enter(JsonObject resource) {
        JsonObject former = container;
        container = resource;
        return former;
    }

    void leave(JsonObject former) {
        container = former;
    }

    void check(ElementType use, JsonObject reference) {
        String text = reference.text("reference");
        if (text == null) {
            return;
        }
        if (text.startsWith("#")) {
            local(use, text.substring(1));
            return;
        }
        String type = ReferenceText.typeOf(text);
        if (type != null) {
            target(use, type);
        } else if (isRelative(text)) {
            findings.add(
                    "value",
                    "reference",
                    "reference must be Type/id of an R4 resource type, #id or an absolute address.");
        }
    }

    private static boolean isRelative(String text) {
        int colon = text.indexOf(':');
        int slash = text.indexOf('/');
        return colon < 0 || (slash >= 0 && slash < colon);
    }

    private void local(ElementType use, String id) {
        if (id.isEmpty()) {
            return;
        }
        for (Json json : container.list("contained")) {
            if (json instanceof JsonObject contained && id.equals(contained.text("id"))) {
                String type = contained.text("resourceType");
                if (type != null) {
                    target(use, type);
                }
                return;
            }
        }
        findings.add("value", "reference", "There is no contained resource of this id.");
    }

    private void target(ElementType use, String type) {
        if (!use.mayPointTo(type)) {
            findings.add("value", "This must refer to a resource of type " + String.join(" or ", use.targets()) + ".");
        }
    }
}
