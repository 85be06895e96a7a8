package org.throughline.rest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.fhir.definitions.Definitions;
import org.throughline.fhir.definitions.ProfileDefinition;
import org.throughline.fhir.definitions.SearchParameterDefinition;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.packages.Library;
import org.throughline.search.parameter.Parameter;
import org.throughline.search.parameter.Registry;

/**
 * The CapabilityStatement, made from what is really there.
 *
 * @param definitions the search parameters as they are defined
 * @param library the packages that are loaded
 * @param registry those that are understood, but {@code _id} and {@code _lastUpdated}, which are columns
 * @see <a href="https://hl7.org/fhir/R4/capabilitystatement.html">CapabilityStatement</a>
 */
record Capabilities(
        Parts parts,
        Definitions definitions,
        Registry registry,
        Library library,
        Operations operations,
        String version,
        Instant started) {
    private static final List<String> INTERACTIONS = List.of(
            "read", "vread", "update", "patch", "delete", "history-instance", "history-type", "create", "search-type");
    private static final JsonObject SMART = JsonObject.builder()
            .add("system", "http://terminology.hl7.org/CodeSystem/restful-security-service")
            .add("code", "SMART-on-FHIR")
            .add("display", "SMART-on-FHIR")
            .build();
    private static final String BACKPORT = "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/";
    private static final String SUBSCRIPTIONS =
            "http://hl7.org/fhir/uv/subscriptions-backport/CapabilityStatement/backport-subscription-server-r4";
    private static final List<String> COLUMNS = List.of("_id", "_lastUpdated");
    private static final List<String> READ_ONLY = List.of("read", "search-type");

    JsonObject json() {
        JsonObject rest = rest();
        JsonObject.Builder statement = JsonObject.builder()
                .add("resourceType", "CapabilityStatement")
                .add("status", "active")
                .add("date", started.toString())
                .add("kind", "instance");
        addStrings(
                statement,
                "instantiates",
                Stream.concat(new Instantiated(library).by(rest).stream(), Stream.of(SUBSCRIPTIONS))
                        .distinct());
        statement
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
                .add("format", strings(Stream.of("application/fhir+json", "application/fhir+xml", "json", "xml")))
                .add("patchFormat", strings(Stream.of("application/json-patch+json", "application/fhir+json")));
        addStrings(
                statement,
                "implementationGuide",
                library.all("ImplementationGuide").stream()
                        .map(guide -> guide.text("url") + "|" + guide.text("version")));
        statement.add("rest", JsonArray.of(rest));
        return statement.build();
    }

    private JsonObject rest() {
        List<Json> types = definitions.types().resourceTypes().stream()
                .map(type -> (Json) resource(type))
                .toList();
        JsonObject.Builder rest = JsonObject.builder()
                .add("mode", "server")
                .add(
                        "security",
                        JsonObject.builder()
                                .add("extension", JsonArray.of(parts.settings().authorization()))
                                .add("cors", JsonBoolean.TRUE)
                                .add("service", JsonArray.of(JsonObject.of("coding", JsonArray.of(SMART))))
                                .add(
                                        "description",
                                        "Bearer tokens with SMART scopes of version 1 or 2: of apps (SMART App Launch 2.2,"
                                                + " see .well-known/smart-configuration) and of the operator.")
                                .build())
                .add("resource", new JsonArray(types))
                .add("interaction", codes(List.of("transaction", "batch", "history-system", "search-system")));
        addOperations(
                rest,
                operations.offered().stream().filter(operation -> operation.isOfferedAt(Operation.Level.SYSTEM, "")));
        return rest.build();
    }

    private JsonObject resource(String type) {
        boolean readOnly = type.equals(AuditReads.TYPE);
        boolean subscriptions = type.equals(OwnSubscriptions.TYPE);
        JsonObject.Builder resource = JsonObject.builder();
        if (subscriptions) {
            resource.add("extension", topics());
        }
        resource.add("type", type);
        addStrings(
                resource,
                "supportedProfile",
                Stream.concat(
                                library.profiles().stream()
                                        .filter(profile -> profile.type().equals(type))
                                        .map(ProfileDefinition::url),
                                subscriptions ? Stream.of(BACKPORT + "backport-subscription") : Stream.empty())
                        .distinct());
        resource.add("interaction", codes(readOnly ? READ_ONLY : INTERACTIONS));
        if (readOnly) {
            return resource.add("versioning", "no-version")
                    .add("searchParam", searchParameters(type, AuditReads.PARAMETERS))
                    .build();
        }
        resource.add("versioning", "versioned-update")
                .add("readHistory", JsonBoolean.TRUE)
                .add("updateCreate", JsonBoolean.TRUE)
                .add("conditionalCreate", JsonBoolean.TRUE)
                .add("conditionalRead", "full-support")
                .add("conditionalUpdate", JsonBoolean.TRUE)
                .add("conditionalDelete", "single")
                .add("referencePolicy", strings(Stream.of("literal", "logical", "enforced")));
        addIncludes(resource, type);
        resource.add("searchParam", searchParameters(type, understood(type)));
        addOperations(
                resource,
                operations.offered().stream()
                        .filter(operation -> operation.isOfferedAt(Operation.Level.TYPE, type)
                                || operation.isOfferedAt(Operation.Level.INSTANCE, type)));
        return resource.build();
    }

    /** The topics that one can subscribe to. */
    private JsonArray topics() {
        return new JsonArray(parts.subscriptions().topics().stream()
                .map(topic -> (Json) JsonObject.builder()
                        .add("url", BACKPORT + "capabilitystatement-subscriptiontopic-canonical")
                        .add("valueCanonical", topic)
                        .build())
                .toList());
    }

    private void addIncludes(JsonObject.Builder resource, String type) {
        List<String> includes = registry.references(type).stream()
                .map(parameter -> type + ":" + parameter.name())
                .toList();
        if (!includes.isEmpty()) {
            addStrings(resource, "searchInclude", Stream.concat(Stream.of("*"), includes.stream()));
        }
        List<String> reverse = definitions.types().resourceTypes().stream()
                .flatMap(source -> registry.references(source).stream()
                        .filter(parameter -> parameter.mayPointTo(type))
                        .map(parameter -> source + ":" + parameter.name()))
                .toList();
        addStrings(resource, "searchRevInclude", reverse.stream());
    }

    private Set<String> understood(String type) {
        return Stream.concat(
                        COLUMNS.stream(), registry.parameters(type).stream().map(Parameter::name))
                .collect(Collectors.toSet());
    }

    private JsonArray searchParameters(String type, Set<String> names) {
        List<Json> parameters = new ArrayList<>();
        for (SearchParameterDefinition parameter : definitions.searchParameters(type)) {
            if (names.contains(parameter.code())) {
                parameters.add(JsonObject.builder()
                        .add("name", parameter.code())
                        .add("definition", parameter.url())
                        .add("type", parameter.type().code())
                        .build());
            }
        }
        return new JsonArray(parameters);
    }

    private static void addOperations(JsonObject.Builder place, Stream<Operation> offered) {
        List<Json> operations = offered.map(operation -> (Json) JsonObject.builder()
                        .add("name", operation.name().substring(1))
                        .add("definition", operation.definition())
                        .build())
                .toList();
        if (!operations.isEmpty()) {
            place.add("operation", new JsonArray(operations));
        }
    }

    private static void addStrings(JsonObject.Builder place, String name, Stream<String> texts) {
        JsonArray all = strings(texts);
        if (!all.values().isEmpty()) {
            place.add(name, all);
        }
    }

    private static JsonArray strings(Stream<String> texts) {
        return new JsonArray(texts.map(text -> (Json) new JsonString(text)).toList());
    }

    private static JsonArray codes(List<String> codes) {
        return new JsonArray(codes.stream()
                .map(code -> (Json) JsonObject.of("code", new JsonString(code)))
                .toList());
    }
}
