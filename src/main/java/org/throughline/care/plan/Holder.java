package org.throughline.care.plan;

import org.throughline.care.Parts;
import org.throughline.fhir.json.JsonObject;
import org.throughline.record.Copy;

/**
 * Whose something is: its home.
 *
 * @param origin the number of the organization that holds it; 0 for ours
 * @param name of the organization; empty for ours
 */
public record Holder(int origin, String name) {
    public static final Holder US = new Holder(0, "");

    static Holder of(JsonObject resource) {
        return Copy.Origin.of(Parts.text(resource, "id"))
                .map(origin -> new Holder(origin.number(), Copy.holder(resource).orElse("another organization")))
                .orElse(US);
    }

    public boolean isUs() {
        return origin == 0;
    }
}
