package org.throughline.care.prescription;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.throughline.care.Parts;
import org.throughline.fhir.json.JsonObject;

/**
 * What the other end says of a message that was sent.
 *
 * @param taken whether it has it now and will see to it
 * @param why not; empty when taken
 */
public record Receipt(boolean taken, String why) {
    static final Receipt TAKEN = new Receipt(true, "");

    /** The code of FHIR's ResponseType. */
    String code() {
        return taken ? "ok" : "fatal-error";
    }

    /** The receipt for a message in the Bundle that came back; empty when that is none for it. */
    public static Optional<Receipt> of(JsonObject bundle, String message) {
        List<JsonObject> entries = bundle.objects("entry");
        JsonObject header = entries.isEmpty()
                ? JsonObject.EMPTY
                : Objects.requireNonNullElse(entries.getFirst().object("resource"), JsonObject.EMPTY);
        JsonObject response = header.object("response");
        return message.equals(Parts.text(response, "identifier"))
                ? switch (Parts.text(response, "code")) {
                    case "ok" -> Optional.of(TAKEN);
                    case "fatal-error" -> Optional.of(new Receipt(false, Parts.text(header.object("source"), "name")));
                    default -> Optional.empty();
                }
                : Optional.empty();
    }
}
