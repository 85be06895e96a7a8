package org.throughline.care.chart;

import java.util.List;
import org.throughline.fhir.json.JsonObject;

/** What is known of a patient's allergies: exactly one of four states, which must never be taken for one another. */
public sealed interface Allergies {

    /** What AllergyIntolerance resources of a patient say; those that are not active or not so say nothing. */
    static Allergies of(List<JsonObject> resources) {
        return AllergyReader.read(resources);
    }

    /** These are known. */
    record Known(List<Allergy> allergies) implements Allergies {
        public Known {
            allergies = List.copyOf(allergies);
        }
    }

    /** Somebody asked, and there are none. */
    record NoneKnown() implements Allergies {}

    /** Nobody has asked. */
    record NotRecorded() implements Allergies {}

    /** This caller may not see it, which says nothing of the patient. */
    record Unavailable() implements Allergies {}

    /**
     * One allergy or intolerance.
     *
     * @param id of the AllergyIntolerance
     * @param reaction what it does; empty when not recorded
     * @param severe whether it can be dangerous: high criticality or a severe reaction
     * @param remarks what is to be said of it beside
     */
    record Allergy(String id, String substance, String reaction, boolean severe, String recorded, Remarks remarks) {
        Allergy with(Remarks other) {
            return new Allergy(id, substance, reaction, severe, recorded, other);
        }
    }
}
