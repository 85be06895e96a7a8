package org.throughline.safety.patient;

import java.time.LocalDate;
import java.util.Set;

/**
 * An order of a test.
 *
 * @param id what the caller knows it by
 * @param loincs LOINC codes of the test, and of what is in it when it is a panel; empty when they are not known
 * @param due the day on which it is to be done
 */
public record TestOrder(String id, String name, Set<String> loincs, LocalDate due) implements Order {
    public TestOrder {
        loincs = Set.copyOf(loincs);
    }
}
