package org.throughline.care.result;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.care.entry.Concept;
import org.throughline.care.task.ToAcknowledge.Urgency;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.terminology.Coding;
import org.throughline.terminology.lab.Flag;
import org.throughline.terminology.lab.Labs;
import org.throughline.terminology.lab.Range;

/**
 * How soon somebody must look at a value that came from elsewhere: what its laboratory says of it, where it stands in the
 * range that came with it, and the critical limits of our catalogue; whichever is soonest. Pure.
 */
record Judged(Labs labs, Whose whose, LocalDate day) {

    Urgency urgency(JsonObject observation) {
        return Stream.concat(Stream.of(observation), observation.objects("component").stream())
                .flatMap(part -> Stream.of(Flags.of(part), byRange(part), byCatalogue(part), byGrowth(part)))
                .flatMap(Optional::stream)
                .map(flag -> Flags.urgency(Stream.of(flag)))
                .max(Enum::compareTo)
                .orElse(Urgency.ROUTINE);
    }

    /** That something grew where nothing should. */
    private static Optional<Flag> byGrowth(JsonObject part) {
        return CultureReader.isGrowth(part) ? Optional.of(Flag.ABNORMAL) : Optional.empty();
    }

    private static Optional<Flag> byRange(JsonObject part) {
        BigDecimal value = number(part.object("valueQuantity"));
        if (value == null || part.objects("referenceRange").isEmpty()) {
            return Optional.empty();
        }
        JsonObject range = part.objects("referenceRange").getFirst();
        BigDecimal low = number(range.object("low"));
        BigDecimal high = number(range.object("high"));
        boolean below = low != null && value.compareTo(low) < 0;
        boolean above = high != null && value.compareTo(high) > 0;
        return below || above ? Optional.of(Flag.ABNORMAL) : Optional.empty();
    }

    /** Only what is critical: of what is merely out of the usual, the laboratory's own range tells. */
    private Optional<Flag> byCatalogue(JsonObject part) {
        JsonObject quantity = part.object("valueQuantity");
        BigDecimal value = number(quantity);
        if (quantity == null || value == null) {
            return Optional.empty();
        }
        return labs.byLoinc(Concept.code(part.object("code"), Coding.LOINC))
                .filter(lab -> Concept.text(quantity, "code").equals(lab.unit()))
                .flatMap(lab -> whose.range(labs, lab, day))
                .map(range -> flag(range, value))
                .filter(Flag::isCritical);
    }

    private static Flag flag(Range range, BigDecimal value) {
        return range.flag(value);
    }

    private static @Nullable BigDecimal number(@Nullable JsonObject quantity) {
        return quantity != null && quantity.get("value") instanceof JsonNumber number ? number.decimal() : null;
    }
}
