package org.throughline.care.immunization;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.throughline.care.Parts;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;

/**
 * Why a vaccine was given although something spoke against it, as extensions of its Immunization: each with what that was
 * ({@code finding}: its key, {@code words}) and the {@code reason}. Pure.
 */
final class Overrides {
    static final String URL = "urn:throughline:override";

    private Overrides() {}

    /** One of them. */
    record Reason(String finding, String words, String reason) {}

    static List<Reason> of(JsonObject resource) {
        return resource.objects("extension").stream()
                .filter(each -> URL.equals(each.text("url")))
                .map(each -> new Reason(part(each, "finding"), part(each, "words"), part(each, "reason")))
                .filter(each -> !each.reason().isBlank())
                .toList();
    }

    /** The reasons by the keys of the findings. */
    static Map<String, String> reasons(JsonObject resource) {
        Map<String, String> reasons = new TreeMap<>();
        of(resource).forEach(each -> reasons.put(each.finding(), each.reason()));
        return reasons;
    }

    /** The resource with these and no others. */
    static JsonObject with(JsonObject resource, List<Reason> overrides) {
        List<Json> extensions = new ArrayList<>(resource.objects("extension").stream()
                .filter(each -> !URL.equals(each.text("url")))
                .toList());
        overrides.forEach(each -> extensions.add(JsonObject.builder()
                .add("url", URL)
                .add(
                        "extension",
                        JsonArray.of(
                                text("finding", each.finding()),
                                text("words", each.words()),
                                text("reason", each.reason())))
                .build()));
        return extensions.isEmpty()
                ? resource.without("extension")
                : resource.with("extension", new JsonArray(extensions));
    }

    private static JsonObject text(String url, String value) {
        return JsonObject.builder().add("url", url).add("valueString", value).build();
    }

    private static String part(JsonObject extension, String url) {
        return Parts.text(Parts.extension(extension, url), "valueString");
    }
}
