package org.throughline.rest;

import org.throughline.audit.Action;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Intent;
import org.throughline.record.Target;

/**
 * Stores the next version of a resource, or its first where the installation allows that.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#update">update</a>
 */
final class Update {
    private final Writes writes;

    Update(Parts parts) {
        this.writes = new Writes(parts);
    }

    Reply update(Call call, Target target) {
        if (target instanceof Target.ByCriteria criteria && criteria.criteria().isEmpty()) {
            throw new Failed(
                    new Failure.Malformed("required", "", "An update needs an id in the address, or search criteria."));
        }
        String id = target instanceof Target.ById named ? named.id() : null;
        JsonObject resource = Drafts.read(call.content(), target.type(), id);
        return writes.write(
                call,
                new Intent.Update(target, () -> resource, call.conditions().precondition(), null),
                Action.UPDATE);
    }
}
