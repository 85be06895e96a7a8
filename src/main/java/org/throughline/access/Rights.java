package org.throughline.access;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that decides what a caller may do and see.
 *
 * @param purpose why it asks
 * @param actors who it is in the record: addresses of Practitioner, PractitionerRole, Organization, Patient or
 *     RelatedPerson resources. A treating relation or a consent that names one of these is about the caller
 * @param emergencies addresses of the patients whose chart it has opened with a reason, which has not run out
 * @param clearances codes of the kinds of sensitive information that it may see ({@link Sensitivity}); {@link #ALL} for
 *     all
 * @param grants what it may do; nothing else
 * @param duties what it may do on screens
 * @param bound whether the patients' consents and the marks of sensitive information bind it; only the operator's own
 *     programs and the product itself are not bound
 * @param outside whether it sees what other organizations have given us
 * @param consented kinds of sensitive information that it sees only where a consent of the patient names the kind and one of its
 *     actors, since the law of the place asks for that: it acts for another organization
 */
public record Rights(
        Purpose purpose,
        Set<Long> actors,
        Set<Long> emergencies,
        Set<String> clearances,
        List<Grant> grants,
        Set<Duty> duties,
        boolean bound,
        Outside outside,
        Set<String> consented) {
    /** Stands for every kind of sensitive information. */
    public static final String ALL = "*";

    /** No right at all. */
    public static final Rights NONE =
            new Rights(Purpose.SYSADMN, Set.of(), Set.of(), Set.of(), List.of(), Set.of(), true);

    /** Everything: the first administrator and the product's own work. */
    public static final Rights EVERYTHING = new Rights(
            Purpose.SYSADMN,
            Set.of(),
            Set.of(),
            Set.of(ALL),
            List.of(Grant.of(Set.of(Grant.ANY), EnumSet.allOf(Interaction.class), Reach.EVERYONE)),
            EnumSet.allOf(Duty.class),
            false,
            Outside.IF_ASKED,
            Set.of());

    public Rights {
        actors = Set.copyOf(actors);
        emergencies = Set.copyOf(emergencies);
        clearances = Set.copyOf(clearances);
        grants = List.copyOf(grants);
        duties = Set.copyOf(duties);
        consented = Set.copyOf(consented);
    }

    /** Rights to what is our own. */
    public Rights(
            Purpose purpose,
            Set<Long> actors,
            Set<Long> emergencies,
            Set<String> clearances,
            List<Grant> grants,
            Set<Duty> duties,
            boolean bound) {
        this(purpose, actors, emergencies, clearances, grants, duties, bound, Outside.NEVER, Set.of());
    }

    /** Whether some grant allows the interaction on resources of that type. */
    public boolean allows(String type, Interaction interaction) {
        return grants.stream().anyMatch(grant -> grant.allows(type, interaction));
    }

    /**
     * Whose entries these rights reach, of a type that is not kept with the record and so knows no treating relations:
     * everyone's, or those of some patients.
     */
    public Reach reach(String type, Interaction interaction) {
        Set<Long> patients = new HashSet<>();
        for (Grant grant : grants) {
            if (grant.allows(type, interaction) && grant.filters().isEmpty()) {
                if (grant.reach().isEmpty()) {
                    return Reach.EVERYONE;
                }
                patients.addAll(grant.patients());
            }
        }
        return new Reach.Of(patients);
    }

    /**
     * Those of these rights that the scopes of a token also grant, without duties. A {@code system/} scope reaches as
     * far as the rights do, a {@code user/} scope too, and a {@code patient/} scope the records of the patient in
     * context only, so nothing when there is none.
     *
     * @param patient addresses of the patient in context; empty or one
     */
    public Rights within(Scopes scopes, Set<Long> patient) {
        List<Grant> both = new ArrayList<>();
        for (Scope scope : scopes.granted()) {
            Optional<Grant> granted = scope.grant(patient);
            granted.ifPresent(limit -> grants.forEach(grant -> grant.and(limit).ifPresent(both::add)));
        }
        return new Rights(
                purpose,
                actors,
                emergencies,
                clearances,
                both,
                Set.of(),
                bound,
                bound ? outside : Outside.NEVER,
                consented);
    }

    /** The same rights, with another answer to whether what others have given us is seen. */
    Rights with(Outside other) {
        return outside == other
                ? this
                : new Rights(purpose, actors, emergencies, clearances, grants, duties, bound, other, consented);
    }

    /**
     * The same in an emergency of one patient, for one answer: of that record what is reached of those who are treated, past
     * consents that do not name emergencies, and without one that the law of the place asks for.
     *
     * @param patient the patient's address
     * @param cleared further kinds of sensitive information that the emergency opens
     */
    public Rights inEmergency(long patient, Set<String> cleared) {
        Set<String> all = new HashSet<>(clearances);
        all.addAll(cleared);
        return new Rights(purpose, actors, Set.of(patient), all, grants, duties, bound, outside, Set.of());
    }

    /** The same rights to other things, for what somebody has chosen to give: no emergency, no duty, nothing of others. */
    public Rights to(List<Grant> chosen) {
        return new Rights(purpose, actors, Set.of(), clearances, chosen, Set.of(), true, Outside.NEVER, consented);
    }

    /** Whether what others have given us is seen too. */
    public boolean seesOutside() {
        return outside == Outside.SHOWN;
    }

    /** Those of these rights by which something may be told to outsiders: nothing that is marked as sensitive, no emergency, no duty. */
    Rights outward() {
        return new Rights(purpose, actors, Set.of(), Set.of(), grants, Set.of(), true, Outside.NEVER, consented);
    }

    Visibility visibility(Interaction interaction) {
        List<Grant> matching = grants.stream()
                .filter(grant -> grant.interactions().contains(interaction))
                .toList();
        if (matching.isEmpty()) {
            return new Visibility.Nothing();
        }
        boolean everything = !bound
                && matching.stream()
                        .anyMatch(grant -> grant.isUnlimited() && grant.types().contains(Grant.ANY));
        return everything ? new Visibility.Everything(seesOutside()) : new Visibility.Some(this, matching);
    }
}
