package org.throughline.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.rest.Codings.Asked;

/**
 * Translates a code by a concept map that is stored or loaded.
 *
 * @see <a href="https://hl7.org/fhir/R4/conceptmap-operation-translate.html">$translate</a>
 */
final class Translate {
    private final Parts parts;
    private final KnownTerminology terminology;

    Translate(Parts parts, KnownTerminology terminology) {
        this.parts = parts;
        this.terminology = terminology;
    }

    Reply translate(Call call) {
        Inputs inputs = Inputs.of(call);
        List<Asked> asked = Codings.of(inputs, "system");
        JsonObject map = map(call, inputs);
        boolean reverse = inputs.flag("reverse");
        String target = inputs.text("targetsystem").orElse("");
        List<Outputs> matches = new ArrayList<>();
        for (JsonObject group : map.objects("group")) {
            String from = text(group, reverse ? "target" : "source");
            String to = text(group, reverse ? "source" : "target");
            if (target.isEmpty() || target.equals(to)) {
                asked.stream()
                        .filter(each -> each.system() == null || each.system().equals(from))
                        .forEach(each -> matches.addAll(matches(group, each.code(), to, reverse, text(map, "url"))));
            }
        }
        Outputs outputs = new Outputs().flag("result", !matches.isEmpty());
        if (matches.isEmpty()) {
            outputs.text("message", "The concept map has no translation of this code.");
        }
        matches.forEach(match -> outputs.parts("match", match));
        return outputs.reply(call, parts);
    }

    private JsonObject map(Call call, Inputs inputs) {
        if (call.place() instanceof Place.InstanceOperation place) {
            return parts.rendering().tree(parts.records().read(call.caller(), place.type(), place.id()));
        }
        Optional<JsonObject> given = inputs.resource("conceptMap");
        if (given.isPresent()) {
            return given.get();
        }
        Optional<String> source = inputs.text("source");
        String url = source.isPresent() && inputs.text("url").isEmpty() ? source.get() : inputs.required("url");
        String parameter = inputs.text("url").isPresent() ? "url" : "source-uri";
        return terminology
                .conceptMap(call.caller(), parameter, url)
                .orElseThrow(() -> new Failed(new Failure.NotFound("There is no concept map for " + url + " here.")));
    }

    private static List<Outputs> matches(JsonObject group, String code, String system, boolean reverse, String url) {
        List<Outputs> matches = new ArrayList<>();
        for (JsonObject element : group.objects("element")) {
            for (JsonObject target : element.objects("target")) {
                JsonObject from = reverse ? target : element;
                JsonObject to = reverse ? element : target;
                if (code.equals(from.text("code")) && to.has("code")) {
                    matches.add(new Outputs()
                            .code("equivalence", text(target, "equivalence"))
                            .add("concept", "valueCoding", coding(system, to))
                            .add("source", "valueUri", url.isEmpty() ? null : new JsonString(url)));
                }
            }
        }
        return matches;
    }

    private static JsonObject coding(String system, JsonObject element) {
        return JsonObject.builder()
                .addIfPresent("system", system.isEmpty() ? null : system)
                .add("code", text(element, "code"))
                .addIfPresent("display", element.text("display"))
                .build();
    }

    private static String text(JsonObject object, String name) {
        return Objects.requireNonNullElse(object.text(name), "");
    }
}
