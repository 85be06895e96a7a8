package org.throughline.search.access;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.throughline.access.Caller;
import org.throughline.access.Duty;
import org.throughline.access.Filter;
import org.throughline.access.Grant;
import org.throughline.access.Interaction;
import org.throughline.access.Outside;
import org.throughline.access.Purpose;
import org.throughline.access.Reach;
import org.throughline.access.Rights;

/** Random callers with random rights. */
final class Callers {
    private static final List<String> TYPES = List.of(
            "Patient",
            "Observation",
            "DiagnosticReport",
            "Task",
            "Condition",
            "MedicationRequest",
            "Medication",
            "Device",
            "Specimen",
            "Provenance",
            "Binary",
            "DocumentReference",
            "Encounter",
            "CareTeam",
            "Consent",
            "Organization");

    private final Random random;

    Callers(Random random) {
        this.random = random;
    }

    Caller next(int number) {
        List<Grant> grants = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            grants.add(grant());
        }
        Rights rights = new Rights(
                List.of(Purpose.values()).get(random.nextInt(Purpose.values().length)),
                actors(),
                random.nextInt(3) == 0 ? patients() : Set.of(),
                clearances(),
                grants,
                EnumSet.noneOf(Duty.class),
                random.nextInt(8) > 0,
                Outside.NEVER,
                consented());
        return new Caller("caller/" + number, "Caller", rights);
    }

    private Grant grant() {
        Set<String> types = new HashSet<>();
        if (random.nextBoolean()) {
            types.add(Grant.ANY);
        } else {
            TYPES.stream().filter(type -> random.nextInt(3) > 0).forEach(types::add);
            types.add("Patient");
        }
        Set<Reach> reach = new HashSet<>();
        switch (random.nextInt(6)) {
            case 0 -> reach.add(Reach.EVERYONE);
            case 1 -> reach.add(new Reach.Of(patients()));
            case 2 -> reach.addAll(Set.of(Reach.TREATED, new Reach.Of(patients())));
            default -> reach.add(Reach.TREATED);
        }
        boolean filtered = random.nextInt(5) == 0;
        return new Grant(
                filtered ? Set.of("Observation") : types,
                EnumSet.allOf(Interaction.class),
                reach,
                filtered
                        ? List.of(new Filter(
                                "category",
                                (random.nextBoolean() ? "urn:c|" : "") + World.CATEGORIES.get(random.nextInt(3))))
                        : List.of());
    }

    private Set<Long> actors() {
        Set<Long> actors = new HashSet<>();
        actors.add(Judge.address("Practitioner/d" + random.nextInt(World.PRACTITIONERS)));
        if (random.nextInt(3) == 0) {
            actors.add(Judge.address("Organization/o" + random.nextInt(World.ORGANIZATIONS)));
        }
        if (random.nextInt(4) == 0) {
            actors.add(Judge.address("PractitionerRole/r" + random.nextInt(2)));
            actors.add(Judge.address("RelatedPerson/k" + random.nextInt(2)));
        }
        return actors;
    }

    private Set<Long> patients() {
        Set<Long> patients = new HashSet<>();
        patients.add(Judge.address("Patient/p" + random.nextInt(World.PATIENTS)));
        if (random.nextInt(3) == 0) {
            patients.add(Judge.address("Patient/p" + random.nextInt(World.PATIENTS)));
        }
        return patients;
    }

    /** Now and then somebody to whom some kinds go only by a consent that names them. */
    private Set<String> consented() {
        return random.nextInt(3) > 0
                ? Set.of()
                : Set.of(World.LABELS.get(random.nextInt(3)), World.LABELS.get(3 + random.nextInt(2)));
    }

    private Set<String> clearances() {
        if (random.nextInt(4) == 0) {
            return Set.of(Rights.ALL);
        }
        Set<String> cleared = new HashSet<>();
        World.LABELS.stream().filter(label -> random.nextInt(3) > 0).forEach(cleared::add);
        return cleared;
    }
}
