package org.throughline.rest;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.throughline.fhir.definitions.ProfileDefinition;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonObject;
import org.throughline.packages.Library;

/**
 * Which of the CapabilityStatements that packages bring this server fulfils: whatever one of them says a server SHALL
 * do must be in our own statement. Such a statement is fulfilled or it is not named.
 *
 * @see <a href="https://hl7.org/fhir/R4/extension-capabilitystatement-expectation.html">expectation</a>
 */
record Instantiated(Library library) {
    private static final String EXPECTATION = "http://hl7.org/fhir/StructureDefinition/capabilitystatement-expectation";

    /**
     * The addresses of those that are fulfilled.
     *
     * @param ours the {@code rest} of our own statement
     */
    List<String> by(JsonObject ours) {
        return library.all("CapabilityStatement").stream()
                .filter(statement -> "requirements".equals(statement.text("kind")))
                .filter(statement -> statement.objects("rest").stream()
                        .anyMatch(rest -> "server".equals(rest.text("mode")) && isFulfilled(rest, ours)))
                .map(statement -> String.valueOf(statement.text("url")))
                .toList();
    }

    private boolean isFulfilled(JsonObject wanted, JsonObject ours) {
        Set<String> profiles =
                library.profiles().stream().map(ProfileDefinition::url).collect(Collectors.toSet());
        return has(ours, "interaction", "code", required(wanted, "interaction", "code"))
                && has(ours, "operation", "name", required(wanted, "operation", "name"))
                && wanted.objects("resource").stream()
                        .filter(Instantiated::isRequired)
                        .allMatch(resource -> ours.objects("resource").stream()
                                .filter(own -> String.valueOf(own.text("type")).equals(resource.text("type")))
                                .anyMatch(own -> offers(own, resource)
                                        && profiles.containsAll(requiredStrings(resource, "supportedProfile"))));
    }

    private static boolean offers(JsonObject own, JsonObject wanted) {
        return has(own, "interaction", "code", required(wanted, "interaction", "code"))
                && has(own, "operation", "name", required(wanted, "operation", "name"))
                && has(own, "searchParam", "name", required(wanted, "searchParam", "name"))
                && strings(own, "searchInclude").containsAll(requiredStrings(wanted, "searchInclude"))
                && strings(own, "searchRevInclude").containsAll(requiredStrings(wanted, "searchRevInclude"));
    }

    private static boolean has(JsonObject own, String list, String name, Set<String> wanted) {
        Set<String> offered = new HashSet<>();
        own.objects(list).forEach(each -> offered.add(String.valueOf(each.text(name))));
        return offered.containsAll(wanted);
    }

    private static Set<String> required(JsonObject wanted, String list, String name) {
        return wanted.objects(list).stream()
                .filter(Instantiated::isRequired)
                .map(each -> String.valueOf(each.text(name)))
                .collect(Collectors.toSet());
    }

    /** What carries no expectation is required. */
    private static boolean isRequired(JsonObject element) {
        return element.objects("extension").stream()
                .filter(extension -> EXPECTATION.equals(extension.text("url")))
                .allMatch(extension -> "SHALL".equals(extension.text("valueCode")));
    }

    private static List<String> strings(JsonObject object, String name) {
        return object.list(name).stream().map(Json::toString).toList();
    }

    /** Of a list of strings, those whose companion ({@code _supportedProfile}) says no less than SHALL. */
    private static List<String> requiredStrings(JsonObject object, String name) {
        List<String> texts = strings(object, name);
        List<Json> companions = object.list("_" + name);
        return IntStream.range(0, texts.size())
                .filter(i -> i >= companions.size()
                        || !(companions.get(i) instanceof JsonObject companion)
                        || isRequired(companion))
                .mapToObj(texts::get)
                .toList();
    }
}
