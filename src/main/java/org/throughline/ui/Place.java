package org.throughline.ui;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.throughline.access.Caller;
import org.throughline.access.Duty;
import org.throughline.access.Interaction;
import org.throughline.access.Purpose;
import org.throughline.access.Reach;

/** A place in the rail. Each person sees those at which they have a duty. */
public enum Place {
    SCHEDULE("Schedule", "/schedule"),
    INBOX("Inbox", "/inbox"),
    LABORATORY("Laboratory", "/lab"),
    IMAGING("Imaging", "/imaging"),
    READING("Reading", "/reading"),
    PHARMACY("Pharmacy", "/pharmacy"),
    GIVE("To give", "/give"),
    PATIENTS("Patients", "/patients"),
    NOTES("Notes", "/notes"),
    PHARMACIES("Pharmacies", "/pharmacies"),
    PRACTICE("Practice", "/practice"),
    ADMIN("Admin", "/admin"),
    PRIVACY("Privacy", "/privacy"),
    LOOKED("Who looked", "/looked"),
    QUESTIONS("Questions", "/questions"),
    CORRECTIONS("Corrections", "/corrections"),
    TELLING("Choices", "/telling");

    private final String label;
    private final String address;

    Place(String label, String address) {
        this.label = label;
        this.address = address;
    }

    public String label() {
        return label;
    }

    public String address() {
        return address;
    }

    /** Whether somebody has a duty there. */
    public boolean isFor(Caller caller) {
        return switch (this) {
            case SCHEDULE -> caller.may(Duty.SCHEDULE);
            case INBOX -> caller.rights().reach("Task", Interaction.UPDATE) instanceof Reach.Everyone;
            case LABORATORY ->
                caller.may(Duty.CHART)
                        && caller.may(Interaction.CREATE, "DiagnosticReport")
                        && !caller.may(Interaction.CREATE, "ServiceRequest");
            case IMAGING ->
                caller.may(Duty.CHART)
                        && caller.may(Interaction.CREATE, "Procedure")
                        && !caller.may(Interaction.CREATE, "ServiceRequest");
            case READING -> caller.may(Duty.READ_IMAGES);
            case PHARMACY -> caller.may(Duty.DISPENSE);
            case GIVE ->
                caller.may(Duty.CHART)
                        && caller.may(Interaction.CREATE, "MedicationAdministration")
                        && !caller.may(Duty.PRESCRIBE);
            case PATIENTS -> caller.may(Duty.CHART);
            case PHARMACIES -> caller.may(Interaction.UPDATE, "Organization") && !caller.may(Duty.SETTINGS);
            case NOTES ->
                caller.may(Duty.CHART)
                        && caller.may(Interaction.CREATE, "DocumentReference")
                        && caller.may(Interaction.CREATE, "QuestionnaireResponse");
            case PRACTICE -> caller.may(Duty.PRACTICE);
            case ADMIN ->
                caller.may(Duty.ACCOUNTS)
                        || caller.may(Duty.ROLES)
                        || caller.may(Duty.APPS)
                        || caller.may(Duty.TEMPLATES)
                        || caller.may(Duty.RULES)
                        || caller.may(Duty.SETTINGS);
            case PRIVACY -> caller.may(Duty.PRIVACY);
            case LOOKED -> isOfSome(caller, "AuditEvent", Interaction.SEARCH);
            case CORRECTIONS -> isOfSome(caller, "Patient", Interaction.READ) && caller.may(Interaction.CREATE, "Task");
            case TELLING ->
                caller.rights().purpose() == Purpose.PATRQT && isOfSome(caller, "DiagnosticReport", Interaction.SEARCH);
            case QUESTIONS ->
                isOfSome(caller, "AuditEvent", Interaction.SEARCH)
                        && isOfSome(caller, "Communication", Interaction.CREATE);
        };
    }

    /** Whether it is a place of patients and of those who act for them. */
    boolean isOfPortal() {
        return this == LOOKED || this == QUESTIONS || this == CORRECTIONS || this == TELLING;
    }

    private static boolean isOfSome(Caller caller, String type, Interaction interaction) {
        return caller.rights().reach(type, interaction) instanceof Reach.Of(Set<Long> patients) && !patients.isEmpty();
    }

    /** Where a caller can go, in order. */
    static List<Place> of(Caller caller) {
        return Arrays.stream(values()).filter(place -> place.isFor(caller)).toList();
    }

    /** Where a caller begins; whoever reads images, and does not run the installation as well, at the reading list; at the inbox only who has nothing else. */
    public static Optional<String> first(Caller caller) {
        List<Place> places = of(caller);
        return places.stream()
                .filter(place -> place == READING && !caller.may(Duty.SETTINGS))
                .findFirst()
                .or(() -> places.stream().filter(place -> place != INBOX).findFirst())
                .or(() -> places.stream().findFirst())
                .map(Place::address);
    }
}
