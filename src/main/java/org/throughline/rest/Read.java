package org.throughline.rest;

import java.util.Set;
import org.throughline.audit.Action;
import org.throughline.http.Answer;
import org.throughline.record.Stored;

/**
 * Reads the present version of a resource.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#read">read</a>
 */
final class Read {
    private final Parts parts;

    Read(Parts parts) {
        this.parts = parts;
    }

    Reply read(Call call, Place.Instance place) {
        // Who followed a reference to what another organization gave us is given that too.
        Stored stored = parts.records().read(call.caller().withOutside(), place.type(), place.id());
        return reply(call, stored, Action.READ);
    }

    /** One version, see <a href="https://hl7.org/fhir/R4/http.html#vread">vread</a>. */
    Reply readVersion(Call call, Place.OneVersion place) {
        int version = Versions.number(place.version());
        Stored stored = parts.records().readVersion(call.caller(), place.type(), place.id(), version);
        return reply(call, stored, Action.VREAD);
    }

    private Reply reply(Call call, Stored stored, Action action) {
        Answer answer = call.conditions().unchanged(stored.version(), stored.updated())
                ? Rendering.versioned(Answer.of(304), stored)
                : parts.rendering().resource(200, stored, call);
        Set<Long> patients = stored.patient() == 0 ? Set.of() : Set.of(stored.patient());
        return Reply.of(answer, action, parts.types().number(stored.type()), patients);
    }
}
