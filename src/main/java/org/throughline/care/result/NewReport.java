package org.throughline.care.result;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.JsonObject;
import org.throughline.terminology.lab.Lab;

/**
 * A report as a form holds it.
 *
 * @param order the ServiceRequest that asked for it; null for none
 * @param here how it was done in the practice, ordered in the same act; null for one of a laboratory
 * @param panel the test or panel that was done
 * @param taken when the specimen was
 * @param values what was found, each test once
 * @param told what is told in words
 * @param whole whether all of it is there; else more is to come
 */
public record NewReport(
        @Nullable Order order,
        @Nullable DoneHere here,
        Lab panel,
        Instant taken,
        List<Value> values,
        Told told,
        boolean whole) {
    public NewReport {
        values = List.copyOf(values);
    }

    /**
     * What is told in words.
     *
     * @param findings what was seen, at length; empty for nothing
     * @param conclusion what is to be said of it as a whole; empty for nothing
     * @param critical whether somebody must hear of it at once
     */
    public record Told(String findings, String conclusion, boolean critical) {}

    /** One of a laboratory. */
    public NewReport(
            @Nullable Order order, Lab panel, Instant taken, List<Value> values, String conclusion, boolean whole) {
        this(order, null, panel, taken, values, new Told("", conclusion, false), whole);
    }

    /** The order that asked for it; empty for none. */
    Optional<String> asked() {
        return here != null
                ? Optional.of(DoneHere.ORDER)
                : Optional.ofNullable(order).map(each -> "ServiceRequest/" + each.id());
    }

    /** Who is to look at it: whoever asked for it; empty when nobody is named. */
    Optional<JsonObject> interpreter() {
        return here != null
                ? Optional.of(here.by().json())
                : Optional.ofNullable(order).filter(Order::hasRequester).map(Order::requester);
    }

    /**
     * What was found by one test.
     *
     * @param comment empty for none
     */
    public record Value(Lab lab, Typed typed, String comment) {}

    /** The same with something said beside the first value. */
    NewReport noting(String words) {
        List<Value> noted = new ArrayList<>(values);
        for (int i = 0; i < noted.size(); i++) {
            Value each = noted.get(i);
            if (!(each.typed() instanceof Typed.Nothing)) {
                String comment =
                        each.comment().isBlank() ? words : each.comment().strip() + ". " + words;
                noted.set(i, new Value(each.lab(), each.typed(), comment));
                break;
            }
        }
        return new NewReport(order, here, panel, taken, noted, told, whole);
    }

    /** Whether it says anything at all. */
    public boolean isEmpty() {
        return told.conclusion().isBlank()
                && told.findings().isBlank()
                && values.stream().allMatch(each -> each.typed() instanceof Typed.Nothing);
    }
}
