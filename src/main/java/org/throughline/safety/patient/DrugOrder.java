package org.throughline.safety.patient;

import java.util.Set;

/**
 * An order of a drug: new, changed, renewed or refilled.
 *
 * @param id what the caller knows it by
 * @param replaces ids of the patient's drugs that end with this order: the one that is renewed or changed. They are not
 *     checked against it
 */
public record DrugOrder(String id, Treatment treatment, Set<String> replaces) implements Order {
    public DrugOrder {
        replaces = Set.copyOf(replaces);
    }

    @Override
    public String name() {
        return treatment.name();
    }
}
