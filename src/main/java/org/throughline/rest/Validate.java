package org.throughline.rest;

import java.util.List;
import java.util.Set;
import org.throughline.audit.Action;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonWriter;
import org.throughline.fhir.validate.ProfileValidator;
import org.throughline.fhir.validate.ProfileValidator.Finding;
import org.throughline.fhir.validate.StructureValidator;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.kernel.Issue;
import org.throughline.record.Stored;

/**
 * Says what is wrong with a resource, without storing it. What a write would refuse is said first; only a resource that
 * passes that is held to profiles.
 *
 * @see <a href="https://hl7.org/fhir/R4/resource-operation-validate.html">$validate</a>
 */
final class Validate {
    private static final List<Finding> NOTHING =
            List.of(new Finding("information", new Issue("informational", "", "Nothing is wrong with the resource.")));

    private final Parts parts;
    private final ProfileValidator profiles;

    Validate(Parts parts, ProfileValidator profiles) {
        this.parts = parts;
        this.profiles = profiles;
    }

    Reply validate(Call call) {
        Inputs inputs = Inputs.of(call);
        if (inputs.resource("resource").isEmpty() && call.place() instanceof Place.InstanceOperation place) {
            return ofStored(call, place, inputs);
        }
        JsonObject resource = inputs.resource("resource")
                .orElseThrow(() -> new Failed(new Failure.Malformed(
                        "required", "resource", "Send the resource, or Parameters with it as resource.")));
        String type = switch (call.place()) {
            case Place.TypeOperation place -> place.type();
            case Place.InstanceOperation place -> place.type();
            default -> String.valueOf(resource.text("resourceType"));
        };
        if (!type.equals(resource.text("resourceType"))) {
            throw new Failed(new Failure.Malformed(
                    "invalid", "resourceType", "The resource is not of the type in the address, " + type + "."));
        }
        return Outputs.reply(call, parts, Outcomes.of(findings(resource, inputs)));
    }

    private Reply ofStored(Call call, Place.InstanceOperation place, Inputs inputs) {
        Stored stored = parts.records().read(call.caller(), place.type(), place.id());
        JsonObject resource = parts.rendering().tree(stored);
        return Reply.of(
                parts.rendering().resource(200, Outcomes.of(findings(resource, inputs)), call.format()),
                Action.OPERATION,
                parts.types().number(stored.type()),
                stored.patient() == 0 ? Set.of() : Set.of(stored.patient()));
    }

    private List<Finding> findings(JsonObject resource, Inputs inputs) {
        List<Issue> structure = StructureValidator.validate(resource);
        if (!structure.isEmpty()) {
            return structure.stream().map(issue -> new Finding("error", issue)).toList();
        }
        List<Finding> found = profiles.validate(
                JsonWriter.bytes(resource), inputs.text("profile").orElse(null));
        return found.isEmpty() ? NOTHING : found;
    }
}
