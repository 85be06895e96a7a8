package org.throughline.safety.patient;

import java.time.LocalDate;
import java.util.Set;
import org.throughline.terminology.lab.Sought;

/**
 * An order of a test.
 *
 * @param id what the caller knows it by
 * @param loincs LOINC codes of the test, and of what is in it when it is a panel; empty when they are not known
 * @param due the day on which it is to be done
 * @param sought which results answer it
 */
public record TestOrder(String id, String name, Set<String> loincs, LocalDate due, Sought sought) implements Order {
    public TestOrder {
        loincs = Set.copyOf(loincs);
    }
}
