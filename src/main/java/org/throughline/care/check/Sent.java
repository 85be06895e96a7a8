package org.throughline.care.check;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.throughline.care.Parts;
import org.throughline.care.entry.Concept;
import org.throughline.fhir.json.JsonObject;
import org.throughline.terminology.Coding;

/**
 * What a program sends along when it asks about a patient of its own. What it did not send is not taken for "nothing".
 *
 * @param resources by their types
 * @param whole the types of which all that there is was sent
 */
public record Sent(Map<String, List<JsonObject>> resources, Set<String> whole) {
    /** A patient has no consents here, so there is nothing to find. */
    private static final Set<String> NONE = Set.of("Consent");

    public Sent {
        resources = Map.copyOf(resources);
        whole = Set.copyOf(whole);
    }

    Lookup lookup() {
        return (type, criteria) -> new Lookup.Found(
                resources.getOrDefault(type, List.of()).stream()
                        .filter(matching(criteria))
                        .toList(),
                resources.getOrDefault("Medication", List.of()),
                whole.contains(type) || NONE.contains(type));
    }

    /** Of the criteria those that tell apart what is asked for in several questions. */
    private static Predicate<JsonObject> matching(String... criteria) {
        Predicate<JsonObject> all = each -> true;
        for (int i = 0; i + 1 < criteria.length; i += 2) {
            String value = criteria[i + 1];
            all = all.and(
                    switch (criteria[i]) {
                        case "status" -> status(value);
                        case "combo-code" -> loinc(value);
                        case "code:text" -> text(value);
                        default -> each -> true;
                    });
        }
        return all;
    }

    private static Predicate<JsonObject> status(String values) {
        Set<String> wanted = Set.of(values.split(",", -1));
        return each -> wanted.contains(Parts.text(each, "status"));
    }

    private static Predicate<JsonObject> loinc(String values) {
        Set<String> wanted = new HashSet<>(Arrays.asList(values.split(",", -1)));
        return each -> Concept.of(each.object("code")).codings().stream()
                .anyMatch(coding ->
                        coding.system().equals(Coding.LOINC) && wanted.contains(Coding.LOINC + "|" + coding.code()));
    }

    private static Predicate<JsonObject> text(String value) {
        return each -> Concept.of(each.object("code")).text().equalsIgnoreCase(value);
    }
}
