package org.throughline.rest;

import static org.throughline.rest.Answers.ids;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.throughline.app.TestProduct;
import org.throughline.app.TestProduct.Reply;
import org.throughline.fhir.json.JsonObject;
import org.throughline.rest.UsCoreRequirements.Group;
import org.throughline.rest.UsCoreRequirements.Parameter;

/** Runs searches that US Core asks for, strictly, with values of what is stored, and gathers what is wrong. */
final class UsCoreSearches {
    private final TestProduct product;
    private final Map<String, List<JsonObject>> stored = new HashMap<>();
    private final Set<String> faults = new TreeSet<>();

    UsCoreSearches(TestProduct product) {
        this.product = product;
    }

    Set<String> faults() {
        return faults;
    }

    /** Searches by all of these parameters at once; gives how many searches looked for a stored resource. */
    int check(Group group, List<String> names) {
        String anything =
                String.join("&", names.stream().map(UsCoreSearches::anything).toList());
        strictly(group.type() + "?" + anything);
        List<Parameter> parameters = names.stream()
                .map(group.parameters()::get)
                .map(Objects::requireNonNull)
                .toList();
        List<JsonObject> candidates = stored(group.type()).stream()
                .filter(each -> parameters.stream()
                        .noneMatch(parameter -> UsCoreValues.of(each, parameter).isEmpty()))
                .toList();
        // Of the profile itself when there are any.
        return candidates.stream()
                .filter(each -> each.toString().contains(group.profile()))
                .findFirst()
                .or(() -> candidates.stream().findFirst())
                .map(resource -> search(group.type(), names, parameters, resource))
                .orElse(0);
    }

    int search(String type, List<String> names, List<Parameter> parameters, JsonObject resource) {
        List<String> queries = List.of("");
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            List<String> longer = new ArrayList<>();
            for (String query : queries) {
                UsCoreValues.of(resource, parameters.get(i))
                        .forEach(value -> longer.add(query + "&" + name + "=" + encoded(value)));
            }
            queries = longer;
        }
        queries.forEach(query -> expect(type, query.substring(1), resource));
        return queries.size();
    }

    void expect(String type, String query, JsonObject resource) {
        Reply reply = strictly(type + "?_count=1000&" + query);
        if (reply.status() == 200 && !ids(reply).contains(String.valueOf(resource.text("id")))) {
            faults.add("not found by " + type + "?" + query);
        }
    }

    Reply strictly(String search) {
        Reply reply = product.request("GET", search)
                .header("Prefer", "handling=strict")
                .send();
        if (reply.status() != 200) {
            faults.add(reply.status() + " for " + search);
        }
        return reply;
    }

    List<JsonObject> stored(String type) {
        return stored.computeIfAbsent(
                type,
                each -> product.get(each + "?_count=1000").json().objects("entry").stream()
                        .map(entry -> Objects.requireNonNull(entry.object("resource")))
                        .toList());
    }

    private static String anything(String name) {
        return name + (name.contains("date") || name.matches("period|auth.*") ? "=gt2020-01-01" : "=x");
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
