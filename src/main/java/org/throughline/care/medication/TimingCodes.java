package org.throughline.care.medication;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.care.entry.Concept;
import org.throughline.fhir.json.JsonObject;
import org.throughline.terminology.sig.Rate;
import org.throughline.terminology.sig.TimeUnit;
import org.throughline.terminology.sig.Timing;
import org.throughline.terminology.sig.When;

/**
 * The usual timings that have a code: {@code BID}, {@code Q8H}.
 *
 * @see <a href="https://hl7.org/fhir/R4/valueset-timing-abbreviation.html">FHIR's timing abbreviations</a>
 */
final class TimingCodes {
    private static final String SYSTEM = "http://terminology.hl7.org/CodeSystem/v3-GTSAbbreviation";
    private static final Map<String, Timing> CODES = codes();

    private TimingCodes() {}

    private static Map<String, Timing> codes() {
        Map<String, Timing> codes = new LinkedHashMap<>();
        codes.put("QD", Timing.of(Rate.of(1, TimeUnit.DAY)));
        codes.put("BID", Timing.of(Rate.of(2, TimeUnit.DAY)));
        codes.put("TID", Timing.of(Rate.of(3, TimeUnit.DAY)));
        codes.put("QID", Timing.of(Rate.of(4, TimeUnit.DAY)));
        codes.put("QOD", Timing.of(Rate.every(2, TimeUnit.DAY)));
        for (int hours : List.of(1, 2, 3, 4, 6, 8)) {
            codes.put("Q" + hours + "H", Timing.of(Rate.every(hours, TimeUnit.HOUR)));
        }
        codes.put("WK", Timing.of(Rate.of(1, TimeUnit.WEEK)));
        codes.put("MO", Timing.of(Rate.of(1, TimeUnit.MONTH)));
        codes.put("AM", daily(When.MORNING));
        codes.put("BED", daily(When.BEDTIME));
        return codes;
    }

    private static Timing daily(When when) {
        return new Timing(false, Rate.of(1, TimeUnit.DAY), List.of(when), List.of(), List.of());
    }

    /** The code of a timing, when it has one that says all of it. */
    static Optional<JsonObject> of(Timing timing) {
        return CODES.entrySet().stream()
                .filter(each -> each.getValue().equals(timing))
                .map(each -> Concept.of(SYSTEM, each.getKey(), each.getKey()))
                .findFirst();
    }

    /** What a code says that stands alone. */
    static Optional<Timing> timing(@Nullable JsonObject concept) {
        return Optional.ofNullable(CODES.get(Parts.code(concept, SYSTEM)));
    }
}
