package org.throughline.network.outside;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * What a server says of itself, in its CapabilityStatement and its SMART configuration. Pure.
 *
 * @param software its name, as it says
 * @param token the address at which tokens are given
 * @param algorithms with which assertions may be signed; none when it does not say
 * @param scopes those that it says it gives; none when it does not say
 * @param fine whether it knows the second version of SMART's scopes
 * @param searches for each type that can be searched, the parameters that it says
 * @param everything whether it gives all of a patient's record at once
 * @param summary whether it gives a summary of a patient (IPS)
 * @param match whether it looks for a patient by a description
 * @param subscribes whether it takes subscriptions
 * @param topics those about which it tells; none when subscriptions are searches, as in R4
 * @see <a href="https://hl7.org/fhir/smart-app-launch/conformance.html">SMART configuration</a>
 */
record Offer(
        String software,
        URI token,
        List<String> algorithms,
        List<String> scopes,
        boolean fine,
        Map<String, Set<String>> searches,
        boolean everything,
        boolean summary,
        boolean match,
        boolean subscribes,
        Set<String> topics) {
    static final String CHANGED = "_lastUpdated";

    private static final Pattern READS = Pattern.compile("system/([A-Z][A-Za-z]*)\\.(read|\\*|c?ru?d?s?)");
    private static final String TOPIC =
            "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/capabilitystatement-subscriptiontopic-canonical";
    private static final int LONGEST = 80;

    Offer {
        algorithms = List.copyOf(algorithms);
        scopes = List.copyOf(scopes);
        searches = Map.copyOf(searches);
        topics = Set.copyOf(topics);
    }

    /**
     * Reads both.
     *
     * @throws Failed with {@link Failure.Malformed} when they lack what is needed, in words about "it"
     */
    static Offer read(JsonObject configuration, JsonObject statement) {
        String token = configuration.text("token_endpoint");
        if (token == null) {
            throw new Failed(new Failure.Malformed(
                    "required", "token_endpoint", "Its SMART configuration names no address for tokens."));
        }
        if (!"CapabilityStatement".equals(statement.text("resourceType"))) {
            throw new Failed(
                    new Failure.Malformed("value", "metadata", "What it answers at /metadata says not what it can."));
        }
        String version = String.valueOf(statement.text("fhirVersion"));
        if (!version.startsWith("4.")) {
            throw new Failed(new Failure.Malformed(
                    "value", "fhirVersion", "It speaks FHIR " + shown(version) + ", and this product FHIR R4."));
        }
        JsonObject rest = statement.objects("rest").stream()
                .filter(each -> "server".equals(each.text("mode")))
                .findFirst()
                .orElse(JsonObject.EMPTY);
        JsonObject software = statement.object("software");
        return new Offer(
                software == null ? "A FHIR server" : shown(software.text("name") + " " + text(software, "version")),
                URI.create(token),
                texts(configuration, "token_endpoint_auth_signing_alg_values_supported"),
                texts(configuration, "scopes_supported"),
                texts(configuration, "capabilities").contains("permission-v2"),
                searches(rest),
                operations(rest, "Patient").contains("everything"),
                operations(rest, "Patient").contains("summary"),
                operations(rest, "Patient").contains("match"),
                rest.objects("resource").stream()
                        .filter(each -> "Subscription".equals(each.text("type")))
                        .anyMatch(each -> interactions(each).contains("create")),
                topics(rest));
    }

    private static Map<String, Set<String>> searches(JsonObject rest) {
        Map<String, Set<String>> searches = new HashMap<>();
        for (JsonObject resource : rest.objects("resource")) {
            String type = resource.text("type");
            if (type != null && interactions(resource).contains("search-type")) {
                Set<String> parameters = new HashSet<>();
                resource.objects("searchParam").forEach(each -> parameters.add(text(each, "name")));
                rest.objects("searchParam").forEach(each -> parameters.add(text(each, "name")));
                searches.put(type, Set.copyOf(parameters));
            }
        }
        return searches;
    }

    private static Set<String> interactions(JsonObject resource) {
        Set<String> codes = new HashSet<>();
        resource.objects("interaction").forEach(each -> codes.add(text(each, "code")));
        return codes;
    }

    private static Set<String> operations(JsonObject rest, String type) {
        Set<String> names = new HashSet<>();
        rest.objects("resource").stream()
                .filter(each -> type.equals(each.text("type")))
                .forEach(each -> each.objects("operation")
                        .forEach(operation -> names.add(text(operation, "name").replace("$", ""))));
        rest.objects("operation")
                .forEach(operation -> names.add(text(operation, "name").replace("$", "")));
        return names;
    }

    private static Set<String> topics(JsonObject rest) {
        Set<String> topics = new HashSet<>();
        rest.objects("resource").stream()
                .filter(each -> "Subscription".equals(each.text("type")))
                .flatMap(each -> each.objects("extension").stream())
                .filter(each -> TOPIC.equals(each.text("url")))
                .forEach(each -> topics.add(
                        each.text("valueCanonical") == null ? text(each, "valueUri") : text(each, "valueCanonical")));
        return topics;
    }

    private static List<String> texts(JsonObject object, String name) {
        List<String> texts = new ArrayList<>();
        for (Json each : object.list(name)) {
            if (each instanceof JsonString(String text)) {
                texts.add(text);
            }
        }
        return texts;
    }

    private static String text(JsonObject object, String name) {
        String text = object.text(name);
        return text == null ? "" : text;
    }

    private static String shown(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
        return line.length() > LONGEST ? line.substring(0, LONGEST) + " …" : line;
    }

    /** Whether a type says that it can be searched by when it was changed. */
    boolean tellsChanges(String type) {
        return searches.getOrDefault(type, Set.of()).contains(CHANGED);
    }

    /** What to ask for: to read all types, or those of them that it names. */
    String scope() {
        String all = fine ? "system/*.rs" : "system/*.read";
        if (scopes.isEmpty() || scopes.contains(all)) {
            return all;
        }
        if (scopes.contains("system/*.read") || scopes.contains("system/*.*")) {
            return "system/*.read";
        }
        List<String> named = scopes.stream()
                .filter(each -> READS.matcher(each).results().anyMatch(found -> Wanted.isKept(found.group(1))))
                .toList();
        return named.isEmpty() ? all : String.join(" ", named);
    }

    /** For people. */
    String words() {
        List<String> words = new ArrayList<>(List.of(software));
        words.add(everything ? "gives a record as a whole" : "gives a record by searches");
        words.add(
                searches.values().stream().anyMatch(each -> each.contains(CHANGED))
                        ? "tells what has changed"
                        : "is compared as a whole");
        if (subscribes) {
            words.add("tells of changes by itself");
        }
        return String.join(" · ", words);
    }
}
