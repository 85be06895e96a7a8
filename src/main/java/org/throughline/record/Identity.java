package org.throughline.record;

import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** Checks that a resource is what the request says that it is. */
final class Identity {
    private Identity() {}

    /** Fails when the resource's type, or the id that an update carries, is another than the request's. */
    static void check(JsonObject draft, Plan plan) {
        String type = plan.intent().type();
        String given = draft.text("resourceType");
        if (!type.equals(given)) {
            throw new Failed(new Failure.Malformed(
                    "invalid",
                    "resourceType",
                    given == null
                            ? "resourceType is missing; it must be " + type + "."
                            : "resourceType must be " + type + ", as in the address."));
        }
        boolean sameId = switch (plan.intent()) {
            case Intent.Create ignored -> true;
            case Intent.Delete ignored -> true;
            case Intent.Keep keep -> keep.id().equals(draft.text("id"));
            case Intent.Patch ignored -> String.valueOf(plan.id()).equals(draft.text("id"));
            case Intent.Update update ->
                String.valueOf(plan.id()).equals(draft.text("id"))
                        || (update.target() instanceof Target.ByCriteria && draft.text("id") == null);
        };
        if (!sameId) {
            throw new Failed(new Failure.Malformed(
                    "invalid", type + ".id", "The resource's id must be " + plan.id() + ", as in the address."));
        }
    }
}
