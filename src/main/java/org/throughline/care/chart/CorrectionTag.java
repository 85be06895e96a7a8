package org.throughline.care.chart;

import java.util.stream.Stream;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;

/**
 * The tag of what the patient asked to correct: whoever reads the resource, in the chart or by the API, knows that there is a
 * request about it, to be found as {@code Task?focus=…}.
 */
public final class CorrectionTag {
    private static final String SYSTEM = "urn:throughline:code";
    private static final String CODE = "amendment-requested";

    private CorrectionTag() {}

    /** Whether a resource carries it. */
    public static boolean isOn(JsonObject resource) {
        JsonObject meta = resource.object("meta");
        return meta != null && meta.objects("tag").stream().anyMatch(tag -> CODE.equals(tag.text("code")));
    }

    /** The resource with it. */
    public static JsonObject on(JsonObject resource) {
        if (isOn(resource)) {
            return resource;
        }
        JsonObject meta = resource.object("meta");
        JsonObject present = meta == null ? JsonObject.EMPTY : meta;
        JsonArray tags = new JsonArray(Stream.concat(present.list("tag").stream(), Stream.of(tag(resource)))
                .toList());
        return resource.with("meta", present.with("tag", tags));
    }

    private static JsonObject tag(JsonObject resource) {
        return JsonObject.builder()
                .add("system", SYSTEM)
                .add("code", CODE)
                .add(
                        "display",
                        "A correction was asked for: see Task?focus=" + resource.text("resourceType") + "/"
                                + resource.text("id"))
                .build();
    }
}
