package org.throughline.clinic.entry;

import java.util.List;
import java.util.Map;

/**
 * A form in the side panel, as it stands.
 *
 * @param <P> what it is itself
 */
public sealed interface EntryPanel<P extends EntryPanel<P>>
        permits ProblemPanel, AllergyPanel, VitalsPanel, SheetPanel, TakingPanel, TaskPanel, TeamPanel {
    Standing standing();

    /** What one entry of it is called: {@code problem}. */
    String noun();

    /** The same fields in another standing. */
    P with(Standing other);

    /** Where it differs from what is saved now. */
    List<Difference> differences(P saved);

    /** What is wrong in a field; empty when nothing is. */
    default String fault(String field) {
        return standing().faults().getOrDefault(field, "");
    }

    /**
     * What all forms have.
     *
     * @param address of the form, which names the patient and what is changed
     * @param back where the panel is closed to
     * @param patient whose chart it is, for the buttons
     * @param version of what is changed; 0 for something new
     * @param revision of the draft; 0 when there is none
     * @param kept when the draft was kept; empty when there is none
     * @param faults what is wrong, by field
     * @param theirs what somebody else has saved meanwhile where it differs; empty when nobody has
     */
    record Standing(
            String address,
            String back,
            String patient,
            int version,
            int revision,
            String kept,
            Map<String, String> faults,
            List<Difference> theirs) {
        public Standing {
            faults = Map.copyOf(faults);
            theirs = List.copyOf(theirs);
        }

        /** Where what was entered on the wrong patient is taken out; empty where there is no such page. */
        public String wrong() {
            String[] parts = address.split("/", -1);
            String type = parts.length < 5
                    ? ""
                    : switch (parts[3]) {
                        case "problems" -> "Condition";
                        case "allergies" -> "AllergyIntolerance";
                        case "vitals" -> "Observation";
                        case "tasks" -> "";
                        case TakingKind.KEY -> "MedicationStatement";
                        case TeamKind.KEY -> "CareTeam";
                        default -> SheetKind.type(parts[3]);
                    };
            return type.isEmpty() ? "" : "/wrong/" + parts[2] + "/" + type + "/" + parts[4];
        }

        /** The id of the patient, as the address has it. */
        public String chart() {
            return address.split("/", -1)[2];
        }

        public boolean isNew() {
            return version == 0;
        }

        Standing with(Map<String, String> found) {
            return new Standing(address, back, patient, version, revision, kept, found, theirs);
        }

        Standing after(int theirVersion, List<Difference> differences) {
            return new Standing(address, back, patient, theirVersion, revision, kept, faults, differences);
        }
    }

    /** Where two versions differ: the field's name, what is saved, what is typed here. */
    record Difference(String field, String saved, String typed) {}
}
