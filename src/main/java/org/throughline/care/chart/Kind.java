package org.throughline.care.chart;

import java.util.List;
import java.util.Locale;

/** The kinds of entries of which a chart is made, as the timeline tells them apart and the search in a chart finds them. */
public enum Kind {
    VISITS("Visits"),
    PROBLEMS("Problems"),
    ALLERGIES("Allergies"),
    MEDICATIONS("Medications"),
    IMMUNIZATIONS("Immunizations"),
    PROCEDURES("Procedures"),
    REPORTS("Reports"),
    IMAGING("Imaging"),
    DOCUMENTS("Notes and documents"),
    ORDERS("Orders"),
    PLANS("Care plans"),
    GOALS("Goals"),
    FAMILY("Family"),
    MEASUREMENTS("Results and measurements");

    private final String title;

    Kind(String title) {
        this.title = title;
    }

    /** How the clinic calls it. */
    public String title() {
        return title;
    }

    /** As it is written in an address. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    Source source() {
        return switch (this) {
            case VISITS -> new Source("Encounter", "date", "type:text", "reason-code:text");
            case PROBLEMS -> new Source("Condition", "onset-date", "code:text");
            case ALLERGIES -> new Source("AllergyIntolerance", "date", "code:text");
            case MEDICATIONS -> new Source("MedicationRequest", "authoredon", "code:text");
            case IMMUNIZATIONS -> new Source("Immunization", "date", "vaccine-code:text");
            case PROCEDURES -> new Source("Procedure", "date", "code:text");
            case REPORTS -> new Source("DiagnosticReport", "date", "code:text");
            case IMAGING -> new Source("ImagingStudy", "started");
            case DOCUMENTS -> new Source("DocumentReference", "date", "type:text", "description");
            case ORDERS -> new Source("ServiceRequest", "authored", "code:text");
            case PLANS -> new Source("CarePlan", "date", "category:text");
            case GOALS -> new Source("Goal", "start-date");
            case FAMILY -> new Source("FamilyMemberHistory", "date", "code:text", "relationship:text");
            case MEASUREMENTS -> new Source("Observation", "date", "code:text");
        };
    }

    /** Those of a timeline: measurements would hide all others there, and have pages of their own. */
    static List<Kind> ofTimeline() {
        return List.of(values()).stream().filter(kind -> kind != MEASUREMENTS).toList();
    }
}
