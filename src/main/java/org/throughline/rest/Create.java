package org.throughline.rest;

import org.throughline.audit.Action;
import org.throughline.fhir.json.JsonObject;
import org.throughline.record.Intent;
import org.throughline.record.bundle.EntryIntents;

/**
 * Stores a new resource, unless {@code If-None-Exist} finds it there.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#create">create</a>
 */
final class Create {
    private final Writes writes;

    Create(Parts parts) {
        this.writes = new Writes(parts);
    }

    Reply create(Call call, String type) {
        JsonObject resource = Drafts.read(call.content(), type, null);
        String ifNoneExist = call.conditions()
                .ifNoneExist()
                .map(text -> EntryIntents.criteria(type, text, "If-None-Exist"))
                .orElse(null);
        return writes.write(call, new Intent.Create(type, () -> resource, ifNoneExist, null), Action.CREATE);
    }
}
