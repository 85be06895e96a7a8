package org.throughline.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A rule of a consent without the persons, dates and resources that it names: those stand in rows beside the policy, so
 * that thousands of consents of one form are one policy. Every condition that is given must be met for the rule to
 * apply; a nested rule that applies takes the place of the one around it, and of several nested rules a denial wins.
 *
 * <p>A condition that cannot be told apart here ({@code unclear}) is taken to be met by a denial and not by a permission.
 *
 * @param number unique within the consent
 * @param permit whether it permits or denies
 * @param timed whether it is in force for a time only
 * @param actors whether it names persons or organizations
 * @param purposes codes of PurposeOfUse; empty for any
 * @param types resource types; empty for any
 * @param labels security labels; empty for any
 * @param resources whether it names resources
 * @param dated whether it is about data of a certain time
 * @param unclear whether it has a condition that is not understood here
 * @see <a href="https://hl7.org/fhir/R4/consent-definitions.html#Consent.provision">Consent.provision</a>
 */
public record Provision(
        int number,
        boolean permit,
        boolean timed,
        boolean actors,
        Set<String> purposes,
        Set<String> types,
        Set<String> labels,
        boolean resources,
        boolean dated,
        boolean unclear,
        List<Provision> nested) {
    public Provision {
        purposes = Set.copyOf(purposes);
        types = Set.copyOf(types);
        labels = Set.copyOf(labels);
        nested = List.copyOf(nested);
    }

    /** When it keeps a resource from who asks for this purpose. */
    Limit denial(Purpose purpose) {
        List<Limit> deciding = new ArrayList<>(nestedDenials(purpose));
        if (!permit) {
            deciding.add(Limit.not(Limit.any(nestedPermissions(purpose))));
        }
        return Limit.all(List.of(applies(purpose), Limit.any(deciding)));
    }

    /**
     * When it, or a rule within it, permits in so many words that what carries this label goes to who is named.
     *
     * @param named whether a rule around it names persons or organizations
     */
    Limit release(Purpose purpose, String label, boolean named) {
        boolean names = named || actors;
        List<Limit> deciding = new ArrayList<>();
        nested.forEach(rule -> deciding.add(rule.release(purpose, label, names)));
        if (permit && names && labels.contains(label)) {
            deciding.add(Limit.ALWAYS);
        }
        return Limit.all(List.of(applies(purpose), Limit.not(Limit.any(nestedDenials(purpose))), Limit.any(deciding)));
    }

    private Limit permission(Purpose purpose) {
        List<Limit> deciding = permit ? List.of(Limit.ALWAYS) : nestedPermissions(purpose);
        return Limit.all(List.of(applies(purpose), Limit.not(Limit.any(nestedDenials(purpose))), Limit.any(deciding)));
    }

    private List<Limit> nestedDenials(Purpose purpose) {
        return nested.stream().map(rule -> rule.denial(purpose)).toList();
    }

    private List<Limit> nestedPermissions(Purpose purpose) {
        return nested.stream().map(rule -> rule.permission(purpose)).toList();
    }

    private Limit applies(Purpose purpose) {
        if (!isFor(purpose) || (unclear && permit)) {
            return Limit.NEVER;
        }
        List<Limit> conditions = new ArrayList<>();
        if (timed) {
            conditions.add(new Limit.InForce(number));
        }
        if (actors) {
            conditions.add(new Limit.NamesActor(number));
        }
        if (!types.isEmpty()) {
            conditions.add(new Limit.OfTypes(types));
        }
        if (!labels.isEmpty()) {
            conditions.add(new Limit.Labelled(labels));
        }
        if (resources) {
            conditions.add(new Limit.NamesResource(number));
        }
        if (dated) {
            conditions.add(new Limit.Dated(number, !permit));
        }
        return Limit.all(conditions);
    }

    /** Who opens a chart in an emergency is kept out only by a rule that says so. */
    private boolean isFor(Purpose purpose) {
        if (purpose == Purpose.ETREAT) {
            return (permit && purposes.isEmpty()) || purposes.contains(Purpose.ETREAT.name());
        }
        return purposes.isEmpty() || purposes.contains(purpose.name());
    }
}
