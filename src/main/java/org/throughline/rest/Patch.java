package org.throughline.rest;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.throughline.audit.Action;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.fhir.patch.JsonPatch;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Intent;
import org.throughline.record.Target;
import org.throughline.record.bundle.EntryIntents;

/**
 * Changes the present version of a resource by JSON Patch or by FHIRPath Patch.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#patch">patch</a>
 */
final class Patch {
    private static final String JSON_PATCH = "application/json-patch+json";

    private final Writes writes;

    Patch(Parts parts) {
        this.writes = new Writes(parts);
    }

    Reply patch(Call call, Target target) {
        if (target instanceof Target.ByCriteria criteria && criteria.criteria().isEmpty()) {
            throw new Failed(
                    new Failure.Malformed("required", "", "A patch needs an id in the address, or search criteria."));
        }
        return writes.write(
                call,
                new Intent.Patch(target, edit(call.content()), call.conditions().precondition()),
                Action.PATCH);
    }

    private UnaryOperator<JsonObject> edit(Call.Content content) {
        String mediaType = List.of(content.mediaType().split(";", -1)).getFirst();
        if (mediaType.strip().toLowerCase(Locale.ROOT).equals(JSON_PATCH)) {
            Json patch = JsonReader.read(content.bytes());
            return before -> JsonPatch.applyToResource(before, patch);
        }
        if (Format.syntax(mediaType).isEmpty()) {
            throw new Failed(new Failure.UnsupportedMediaType(
                    "Send a patch as application/json-patch+json, or Parameters as application/fhir+json."));
        }
        return EntryIntents.patch(Drafts.read(content), "");
    }
}
