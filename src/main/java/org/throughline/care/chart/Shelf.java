package org.throughline.care.chart;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A section of a chart that lists entries in groups, as they are. */
public enum Shelf {
    ORDERS("Orders"),
    IMAGING("Imaging"),
    DOCUMENTS("Documents"),
    PLAN("Care plan"),
    HISTORY("History"),
    STATUS("Status");

    private final String title;

    Shelf(String title) {
        this.title = title;
    }

    /**
     * Entries that belong together.
     *
     * @param key as it is written in an address
     */
    record Group(String key, String title, Source source) {}

    /** The shelf of a section's key, as it stands in the address; empty when the section is none. */
    public static Optional<Shelf> of(String key) {
        return Stream.of(values()).filter(shelf -> shelf.key().equals(key)).findFirst();
    }

    /** The shelf that has a group of this key; empty when none has. */
    public static Optional<Shelf> ofGroup(String key) {
        return Stream.of(values())
                .filter(shelf ->
                        shelf.groups().stream().anyMatch(group -> group.key().equals(key)))
                .findFirst();
    }

    public String title() {
        return title;
    }

    /** As it is written in an address. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<Group> groups() {
        return switch (this) {
            case ORDERS -> List.of(new Group("orders", "Orders", new Source("ServiceRequest", "authored")));
            case IMAGING ->
                List.of(
                        new Group("studies", "Studies", new Source("ImagingStudy", "started")),
                        new Group(
                                "imaging-reports",
                                "Reports",
                                new Source("DiagnosticReport", "date")
                                        .of("category", "LP29684-5,RAD,RX,CT,NMR,OUS,NMS,VUS")));
            case DOCUMENTS ->
                List.of(
                        new Group("documents", "Notes and documents", new Source("DocumentReference", "date")),
                        new Group("reports", "Reports", new Source("DiagnosticReport", "date")));
            case PLAN ->
                List.of(
                        new Group("goals", "Goals", new Source("Goal", "start-date")),
                        new Group("plans", "Plans", new Source("CarePlan", "date")),
                        new Group("team", "Care team", new Source("CareTeam", "date")));
            case HISTORY ->
                List.of(
                        new Group("procedures", "Surgery and procedures", new Source("Procedure", "date")),
                        new Group("family", "Family", new Source("FamilyMemberHistory", "date")),
                        new Group(
                                "social",
                                "Social",
                                new Source("Observation", "date").of("category", "social-history")));
            case STATUS ->
                List.of(
                        new Group("flags", "Flags", new Source("Flag", "date")),
                        new Group("devices", "Implants and devices", new Source("Device", "")),
                        new Group(
                                "function",
                                "Function, disability and needs",
                                new Source("Observation", "date")
                                        .of("category", "functional-status,disability-status,cognitive-status,sdoh")),
                        new Group("directives", "Consents and directives", new Source("Consent", "date")));
        };
    }
}
