package org.throughline.rest;

import org.throughline.audit.Action;
import org.throughline.fhir.json.JsonObject;
import org.throughline.record.Intent;

/**
 * Stores a new resource, unless {@code If-None-Exist} finds it there.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#create">create</a>
 */
final class Create {
    private final Parts parts;
    private final Writes writes;

    Create(Parts parts) {
        this.parts = parts;
        this.writes = new Writes(parts);
    }

    Reply create(Call call, String type) {
        JsonObject resource = parts.drafts().read(call.content());
        String ifNoneExist =
                call.conditions().ifNoneExist().map(Create::criteria).orElse(null);
        return writes.write(call, new Intent.Create(type, () -> resource, ifNoneExist, null), Action.CREATE);
    }

    /** The criteria of an {@code If-None-Exist}, which some clients begin with a question mark. */
    static String criteria(String header) {
        return header.startsWith("?") ? header.substring(1) : header;
    }
}
