package org.throughline.care.result;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.terminology.lab.Lab;

/**
 * A report as a form holds it.
 *
 * @param order the ServiceRequest that asked for it; null for none
 * @param panel the test or panel that was done
 * @param taken when the specimen was
 * @param values what was found, each test once
 * @param conclusion what is to be said of it as a whole; empty for nothing
 * @param whole whether all of it is there; else more is to come
 */
public record NewReport(
        @Nullable Order order, Lab panel, Instant taken, List<Value> values, String conclusion, boolean whole) {
    public NewReport {
        values = List.copyOf(values);
    }

    /**
     * What was found by one test.
     *
     * @param comment empty for none
     */
    public record Value(Lab lab, Typed typed, String comment) {}

    /** Whether it says anything at all. */
    public boolean isEmpty() {
        return conclusion.isBlank() && values.stream().allMatch(each -> each.typed() instanceof Typed.Nothing);
    }
}
