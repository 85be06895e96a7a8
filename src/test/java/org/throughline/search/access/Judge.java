package org.throughline.search.access;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Filter;
import org.throughline.access.Grant;
import org.throughline.access.Interaction;
import org.throughline.access.Purpose;
import org.throughline.access.Reach;
import org.throughline.access.Rights;
import org.throughline.access.Sensitivity;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Address;

/**
 * Who sees what, read plainly off all resources that there are. It shares with the product the model of rights and
 * nothing else.
 */
final class Judge {
    private static final Set<String> BY_REFERRERS = Set.of("Medication", "Device", "Specimen", "Binary");
    private static final Set<String> BY_OWNERS = Set.of("Provenance", "Binary");
    private static final Set<String> OF_NOBODY =
            Set.of("Practitioner", "PractitionerRole", "Organization", "Location", "ValueSet");
    private static final Set<String> MASKS = Set.of("VIP", "CEL", "EMP");

    private final Collection<JsonObject> present;
    private final Treatments treatments;
    private final Consents consents;

    Judge(Collection<JsonObject> present) {
        this.present = present;
        this.treatments = new Treatments(present);
        this.consents = new Consents(present);
    }

    /** Whether who has these rights sees a present resource. */
    boolean sees(Rights rights, Interaction interaction, JsonObject resource) {
        return sees(rights, interaction, resource, false);
    }

    /** Whether who has these rights sees a superseded version of a present resource. */
    boolean seesPast(Rights rights, Interaction interaction, JsonObject version, JsonObject now) {
        return sees(rights, interaction, now, false) && sees(rights, interaction, version, true);
    }

    private boolean sees(Rights rights, Interaction interaction, JsonObject resource, boolean past) {
        return rights.grants().stream()
                        .filter(grant -> grant.interactions().contains(interaction))
                        .filter(grant -> grant.types().contains(Grant.ANY)
                                || grant.types().contains(type(resource)))
                        .filter(grant -> grant.filters().stream().allMatch(filter -> !past && meets(resource, filter)))
                        .anyMatch(grant -> reaches(rights, interaction, grant, resource))
                && !isKept(rights, resource, past);
    }

    private boolean reaches(Rights rights, Interaction interaction, Grant grant, JsonObject resource) {
        String patient = patient(resource);
        if (patient != null) {
            return reachesPatient(rights, grant, patient);
        }
        if (grant.reach().isEmpty() && !rights.bound()) {
            return true;
        }
        String type = type(resource);
        if (BY_REFERRERS.contains(type) || BY_OWNERS.contains(type)) {
            boolean referred = BY_REFERRERS.contains(type)
                    && present.stream()
                            .filter(other -> refersTo(other, name(resource)))
                            .anyMatch(other -> seesOfPatient(rights, interaction, other));
            boolean owned = BY_OWNERS.contains(type)
                    && owners(resource).anyMatch(owner -> seesOfPatient(rights, interaction, owner));
            return referred || owned;
        }
        return grant.reach().isEmpty() || OF_NOBODY.contains(type);
    }

    private boolean seesOfPatient(Rights rights, Interaction interaction, JsonObject resource) {
        return patient(resource) != null && sees(rights, interaction, resource);
    }

    private boolean reachesPatient(Rights rights, Grant grant, String patient) {
        return grant.reach().stream().allMatch(reach -> switch (reach) {
            case Reach.Everyone() -> true;
            case Reach.Of(Set<Long> patients) -> patients.contains(address(patient));
            case Reach.Treated() ->
                rights.emergencies().contains(address(patient))
                        || treatments
                                .of(patient)
                                .anyMatch(actor -> rights.actors().contains(address(actor)));
        });
    }

    private boolean isKept(Rights rights, JsonObject resource, boolean past) {
        if (!rights.bound()) {
            return false;
        }
        Set<String> sensitive = labels(resource);
        sensitive.retainAll(Stream.of(Sensitivity.values()).map(Enum::name).toList());
        if (!rights.clearances().contains(Rights.ALL) && !rights.clearances().containsAll(sensitive)) {
            return true;
        }
        if (Set.of(Purpose.PATRQT, Purpose.FAMRQT).contains(rights.purpose()) && isHeld(resource, past)) {
            return true;
        }
        String patient = patient(resource);
        if (sensitive.stream()
                .filter(rights.consented()::contains)
                .anyMatch(kind -> patient == null
                        || !consents.release(patient, rights.purpose(), rights.actors(), resource, past, kind))) {
            return true;
        }
        if (patient == null || rights.purpose() == Purpose.PATRQT) {
            return false;
        }
        Purpose purpose = rights.emergencies().contains(address(patient)) ? Purpose.ETREAT : rights.purpose();
        boolean masked = purpose != Purpose.ETREAT
                && !type(resource).equals("Patient")
                && present.stream()
                        .filter(each -> name(each).equals(patient))
                        .anyMatch(each -> labels(each).stream().anyMatch(MASKS::contains));
        return masked || consents.deny(patient, purpose, rights.actors(), resource, past);
    }

    /** Whether it is held from its patient, or tells of something that is. */
    private boolean isHeld(JsonObject resource, boolean past) {
        Stream<JsonObject> all = past ? present.stream() : Stream.concat(present.stream(), Stream.of(resource));
        Set<String> held = all.filter(Judge::holds)
                .flatMap(each -> Stream.concat(Stream.of(name(each)), named(each, "result", "hasMember")))
                .collect(Collectors.toSet());
        return held.contains(name(resource))
                || (!past && named(resource, "result", "focus", "target").anyMatch(held::contains));
    }

    private static boolean holds(JsonObject resource) {
        return Set.of("DiagnosticReport", "Observation").contains(type(resource))
                && Stream.ofNullable(resource.object("meta"))
                        .flatMap(meta -> meta.objects("security").stream())
                        .filter(label -> "TABOO".equals(label.text("code")))
                        .anyMatch(label -> {
                            String end = label.toString().replaceAll(".*valueDateTime\":\"([^\"]*).*", "$1");
                            return !end.matches("[0-9].*") || Instant.parse(end).isAfter(Instant.now());
                        });
    }

    private static Stream<String> named(JsonObject resource, String... elements) {
        return Stream.of(elements)
                .flatMap(element ->
                        Stream.concat(Stream.ofNullable(resource.object(element)), resource.objects(element).stream()))
                .map(reference -> String.valueOf(reference.text("reference")));
    }

    private Stream<JsonObject> owners(JsonObject resource) {
        Stream<JsonObject> references = type(resource).equals("Binary")
                ? Stream.ofNullable(resource.object("securityContext"))
                : resource.objects("target").stream();
        Set<String> names =
                references.map(each -> String.valueOf(each.text("reference"))).collect(Collectors.toSet());
        return present.stream().filter(each -> names.contains(name(each)));
    }

    private static boolean refersTo(JsonObject from, String name) {
        return from.toString().contains("\"" + name + "\"") && !type(from).equals("Provenance");
    }

    private static boolean meets(JsonObject resource, Filter filter) {
        return filter.parameter().equals("category")
                && resource.objects("category").stream()
                        .flatMap(concept -> concept.objects("coding").stream())
                        .anyMatch(coding -> filter.value().equals(coding.text("system") + "|" + coding.text("code"))
                                || filter.value().equals(coding.text("code")));
    }

    /** Whom it is about: {@code Patient/p1}; null for nobody. */
    static @Nullable String patient(JsonObject resource) {
        return switch (type(resource)) {
            case "Patient" -> name(resource);
            case "Appointment" ->
                resource.objects("participant").stream()
                        .map(each -> each.object("actor"))
                        .filter(Objects::nonNull)
                        .map(actor -> String.valueOf(actor.text("reference")))
                        .filter(actor -> actor.startsWith("Patient/"))
                        .findFirst()
                        .orElse(null);
            default ->
                Stream.of("subject", "patient", "for")
                        .map(resource::object)
                        .filter(Objects::nonNull)
                        .map(reference -> reference.text("reference"))
                        .findFirst()
                        .orElse(null);
        };
    }

    static Set<String> labels(JsonObject resource) {
        JsonObject meta = resource.object("meta");
        return meta == null
                ? new HashSet<>()
                : meta.objects("security").stream()
                        .map(coding -> String.valueOf(coding.text("code")))
                        .collect(Collectors.toCollection(HashSet::new));
    }

    static String type(JsonObject resource) {
        return String.valueOf(resource.text("resourceType"));
    }

    static String name(JsonObject resource) {
        return type(resource) + "/" + resource.text("id");
    }

    static long address(String name) {
        int slash = name.indexOf('/');
        return Address.of(name.substring(0, slash), name.substring(slash + 1));
    }
}
