package org.throughline.care.task;

import org.throughline.care.entry.Author;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * To whom something is given: somebody, or whoever has a role.
 *
 * @param display a name for a person to read; empty where none is known
 */
public record Recipient(Addressee addressee, String display) {

    /** A Reference, as messages have it. */
    public JsonObject reference() {
        return switch (addressee) {
            case Addressee.Person person ->
                JsonObject.builder()
                        .add("reference", person.reference())
                        .addIfPresent("display", display.isEmpty() ? null : display)
                        .build();
            case Addressee.Elsewhere elsewhere -> Author.reference(elsewhere.reference(), display);
            case Addressee.Role role -> Codes.role(role.code(), display);
            case Addressee.Account ignored -> JsonObject.of("display", new JsonString(display));
        };
    }
}
