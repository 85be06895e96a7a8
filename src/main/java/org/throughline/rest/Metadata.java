package org.throughline.rest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.throughline.audit.Action;
import org.throughline.fhir.definitions.Definitions;
import org.throughline.fhir.definitions.SearchParameterDefinition;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;

/**
 * Says what this server can do.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#capabilities">capabilities</a>
 */
final class Metadata {
    private static final List<String> INTERACTIONS =
            List.of("read", "vread", "update", "delete", "history-instance", "history-type", "create");

    private final Parts parts;
    private final Definitions definitions;
    private final String version;
    private final Instant started;

    Metadata(Parts parts, Definitions definitions, String version, Instant started) {
        this.parts = parts;
        this.definitions = definitions;
        this.version = version;
        this.started = started;
    }

    /** @throws Failed never; metadata is open to all */
    Reply get(Call call) {
        return Reply.of(parts.rendering().resource(200, statement(), call.format()), Action.OPERATION, 0, 0, Set.of());
    }

    private JsonObject statement() {
        List<Json> types = definitions.types().resourceTypes().stream()
                .map(type -> (Json) resource(type))
                .toList();
        JsonObject rest = JsonObject.builder()
                .add("mode", "server")
                .add("resource", new JsonArray(types))
                .add("interaction", codes(List.of("transaction", "batch", "history-system")))
                .build();
        return JsonObject.builder()
                .add("resourceType", "CapabilityStatement")
                .add("status", "active")
                .add("date", started.toString())
                .add("kind", "instance")
                .add(
                        "software",
                        JsonObject.builder()
                                .add("name", "Throughline")
                                .add("version", version)
                                .build())
                .add(
                        "implementation",
                        JsonObject.builder()
                                .add("description", "Throughline")
                                .add("url", parts.settings().base())
                                .build())
                .add("fhirVersion", "4.0.1")
                .add(
                        "format",
                        JsonArray.of(new JsonString("application/fhir+json"), new JsonString("application/fhir+xml")))
                .add("rest", JsonArray.of(rest))
                .build();
    }

    private JsonObject resource(String type) {
        List<Json> searchParameters = new ArrayList<>();
        for (SearchParameterDefinition parameter : definitions.searchParameters(type)) {
            searchParameters.add(JsonObject.builder()
                    .add("name", parameter.code())
                    .add("definition", parameter.url())
                    .add("type", parameter.type().code())
                    .build());
        }
        return JsonObject.builder()
                .add("type", type)
                .add("interaction", codes(INTERACTIONS))
                .add("versioning", "versioned-update")
                .add("readHistory", JsonBoolean.TRUE)
                .add("updateCreate", JsonBoolean.TRUE)
                .add("conditionalCreate", JsonBoolean.TRUE)
                .add("conditionalRead", "full-support")
                .add("conditionalUpdate", JsonBoolean.TRUE)
                .add("conditionalDelete", "single")
                .add("searchParam", new JsonArray(searchParameters))
                .build();
    }

    private static JsonArray codes(List<String> codes) {
        return new JsonArray(codes.stream()
                .map(code -> (Json) JsonObject.of("code", new JsonString(code)))
                .toList());
    }
}
