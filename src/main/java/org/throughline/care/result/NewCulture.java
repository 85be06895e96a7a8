package org.throughline.care.result;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.care.result.Culture.Susceptibility;
import org.throughline.terminology.lab.Cultures;
import org.throughline.terminology.lab.Lab;

/**
 * A culture as a form holds it.
 *
 * @param order the ServiceRequest that asked for it; null for none
 * @param test the culture that was done
 * @param specimen what was taken, in words
 * @param taken when the specimen was
 * @param whole whether it is final; else it is preliminary and more is to come
 * @param outcome what is said when nothing is named, as "No growth"; empty when there are isolates
 * @param comment what is to be said of it as a whole; empty for nothing
 * @param critical whether somebody must hear of it at once
 */
public record NewCulture(
        @Nullable Order order,
        Lab test,
        String specimen,
        Instant taken,
        boolean whole,
        String outcome,
        List<Isolate> isolates,
        String comment,
        boolean critical) {
    public NewCulture {
        isolates = List.copyOf(isolates);
    }

    /** An organism that grew. */
    public record Isolate(Cultures.Named organism, String quantity, List<Tested> tested) {
        public Isolate {
            tested = List.copyOf(tested);
        }
    }

    /**
     * One antibiotic against it.
     *
     * @param comparator {@code <}, {@code >}, {@code <=}, {@code >=} or empty
     * @param value a number; empty when it was only judged
     * @param zone whether the number is a zone in mm; else a least inhibiting concentration in µg/mL
     */
    public record Tested(
            Cultures.Named antibiotic, String comparator, String value, boolean zone, Susceptibility judged) {}

    /** Whether it says anything at all. */
    public boolean isEmpty() {
        return outcome.isBlank() && isolates.isEmpty();
    }
}
