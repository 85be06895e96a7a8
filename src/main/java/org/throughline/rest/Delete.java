package org.throughline.rest;

import org.throughline.audit.Action;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Intent;
import org.throughline.record.Target;

/**
 * Deletes a resource. Its versions stay in its history.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#delete">delete</a>
 */
final class Delete {
    private final Writes writes;

    Delete(Parts parts) {
        this.writes = new Writes(parts);
    }

    Reply delete(Call call, Target target) {
        if (target instanceof Target.ByCriteria criteria && criteria.criteria().isEmpty()) {
            throw new Failed(new Failure.PreconditionFailed(
                    "A delete without an id needs search criteria: deleting a whole type is not offered."));
        }
        return writes.write(call, new Intent.Delete(target, call.conditions().precondition()), Action.DELETE);
    }
}
