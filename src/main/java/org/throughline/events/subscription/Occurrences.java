package org.throughline.events.subscription;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonObject;

/** What happens to encounters, reports and patients, told by a version and the one before. Pure. */
final class Occurrences {
    private static final Set<String> REPORTED = Set.of("final", "amended", "corrected", "appended");
    private static final Set<String> THERE = Set.of("arrived", "triaged", "in-progress", "onleave");
    private static final Set<String> SEEN = Set.of("in-progress", "onleave");

    /** Codes of HL7's ActEncounterCode for a stay. */
    private static final Set<String> STAYS = Set.of("IMP", "ACUTE", "NONAC", "OBSENC", "SS");

    private static final String EMERGENCY = "EMER";

    private Occurrences() {}

    /** A report has, with this version, what a clinician can act on. */
    static boolean reported(JsonObject now, @Nullable JsonObject before) {
        return REPORTED.contains(status(now));
    }

    static boolean started(JsonObject now, @Nullable JsonObject before) {
        return SEEN.contains(status(now)) && !SEEN.contains(status(before));
    }

    static boolean ended(JsonObject now, @Nullable JsonObject before) {
        return "finished".equals(status(now)) && !"finished".equals(status(before));
    }

    static boolean admitted(JsonObject now, @Nullable JsonObject before) {
        return isStaying(now) && !isStaying(before);
    }

    static boolean arrivedInEmergency(JsonObject now, @Nullable JsonObject before) {
        return isInEmergency(now) && !isInEmergency(before);
    }

    static boolean discharged(JsonObject now, @Nullable JsonObject before) {
        return ended(now, before) && (STAYS.contains(kind(now)) || EMERGENCY.equals(kind(now)));
    }

    static boolean died(JsonObject now, @Nullable JsonObject before) {
        return isDead(now) && !isDead(before);
    }

    private static boolean isStaying(@Nullable JsonObject encounter) {
        return SEEN.contains(status(encounter)) && STAYS.contains(kind(encounter));
    }

    private static boolean isInEmergency(@Nullable JsonObject encounter) {
        return THERE.contains(status(encounter)) && EMERGENCY.equals(kind(encounter));
    }

    private static boolean isDead(@Nullable JsonObject patient) {
        return patient != null
                && (patient.has("deceasedDateTime")
                        || (patient.get("deceasedBoolean") instanceof JsonBoolean dead && dead.value()));
    }

    private static String status(@Nullable JsonObject resource) {
        return resource == null ? "" : String.valueOf(resource.text("status"));
    }

    private static String kind(@Nullable JsonObject encounter) {
        JsonObject kind = encounter == null ? null : encounter.object("class");
        return kind == null ? "" : String.valueOf(kind.text("code"));
    }
}
