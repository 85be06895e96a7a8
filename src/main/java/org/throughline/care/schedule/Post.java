package org.throughline.care.schedule;

import static org.throughline.care.Parts.text;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.care.Parts;
import org.throughline.fhir.json.JsonObject;

/**
 * Somebody who works somewhere: a PractitionerRole.
 *
 * @param id of the PractitionerRole
 * @param practitioner the id of the Practitioner; empty when none is named
 * @param organization the id of the Organization where; empty for none in particular
 * @param role in words
 */
public record Post(String id, String practitioner, String name, String organization, String role) {

    /** @param people the Practitioners by id */
    static Post read(JsonObject role, Map<String, JsonObject> people) {
        String practitioner = Parts.idOf(role.object("practitioner"), "Practitioner");
        JsonObject person = people.getOrDefault(practitioner, JsonObject.EMPTY);
        return new Post(
                text(role, "id"),
                practitioner,
                person.objects("name").stream().findFirst().map(Post::name).orElse("Without a name"),
                Parts.idOf(role.object("organization"), "Organization"),
                Parts.words(role.objects("code").stream().findFirst().orElse(null)));
    }

    private static String name(JsonObject name) {
        return Stream.concat(name.list("given").stream().map(Object::toString), Stream.of(text(name, "family")))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
