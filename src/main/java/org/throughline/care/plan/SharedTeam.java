package org.throughline.care.plan;

import org.throughline.care.Parts;
import org.throughline.fhir.json.JsonObject;

/**
 * A care team, whoever's it is.
 *
 * @param name empty for the one that needs none
 * @param status as FHIR has it
 */
public record SharedTeam(String id, Holder holder, String name, String status) {
    static SharedTeam of(JsonObject team) {
        return new SharedTeam(
                Parts.text(team, "id"), Holder.of(team), Parts.text(team, "name"), Parts.text(team, "status"));
    }

    /** Whether it cares for the patient now. */
    public boolean isActive() {
        return status.equals("active");
    }
}
