package org.throughline.care.check;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.care.entry.Concept;
import org.throughline.care.imaging.Codes;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.safety.patient.Imaged;
import org.throughline.safety.patient.ImagingOrder;
import org.throughline.terminology.Coding;
import org.throughline.terminology.imaging.Imaging;

/** Reads imaging that is ordered and done as the checks see it. Pure. */
record ImagingReader(Imaging imaging) {
    /** After how long an order follows an earlier examination on purpose, as a Duration. */
    static final String FOLLOW_UP = "urn:throughline:follow-up";

    ImagingOrder order(JsonObject order, LocalDate today) {
        Concept what = Concept.of(order.object("code"));
        LocalDate told = PersonReader.day(Parts.text(order, "occurrenceDateTime"));
        Set<String> codes = loincs(what);
        return new ImagingOrder(
                Kept.reference(order),
                what.text(),
                codes,
                imaging.exam(codes, what.text(), ""),
                told == null ? today : told,
                after(order));
    }

    /** In days: what the order states, else how often it is repeated. */
    private static int after(JsonObject order) {
        JsonObject stated = Parts.extension(order, FOLLOW_UP);
        JsonObject duration = stated == null ? null : stated.object("valueDuration");
        if (duration != null) {
            return days(number(duration.get("value")), Parts.text(duration, "code"));
        }
        JsonObject timing = order.object("occurrenceTiming");
        JsonObject repeat = timing == null ? null : timing.object("repeat");
        return repeat == null ? 0 : days(number(repeat.get("period")), Parts.text(repeat, "periodUnit"));
    }

    private static double number(@Nullable Object value) {
        return value instanceof JsonNumber number
                ? number.decimal().min(BigDecimal.valueOf(1_000)).doubleValue()
                : 0;
    }

    private static int days(double value, String unit) {
        return (int) (value
                * switch (unit) {
                    case "d" -> 1;
                    case "wk" -> 7;
                    case "mo" -> 30;
                    case "a" -> 365;
                    default -> 0;
                });
    }

    private static Set<String> loincs(Concept what) {
        return what.codings().stream()
                .filter(each -> each.system().equals(Coding.LOINC))
                .map(Coding::code)
                .collect(Collectors.toSet());
    }

    /** What is done: reports, and images of which there is no report. */
    List<Imaged> done(List<JsonObject> reports, List<JsonObject> studies, Predicate<JsonObject> isKept) {
        List<Imaged> done = new ArrayList<>();
        Set<String> reported = new HashSet<>();
        for (JsonObject report : reports.stream().filter(Codes::isReport).toList()) {
            report.objects("imagingStudy").forEach(each -> reported.add(Parts.text(each, "reference")));
            Concept what = Concept.of(report.object("code"));
            imaged(report, what, "", isKept, "effectiveDateTime", "issued").forEach(done::add);
        }
        for (JsonObject study : studies) {
            if (!reported.contains(Kept.reference(study))) {
                imaged(study, said(study), modality(study), isKept, "started").forEach(done::add);
            }
        }
        return done;
    }

    private Stream<Imaged> imaged(
            JsonObject resource, Concept what, String modality, Predicate<JsonObject> isKept, String... dates) {
        Set<String> codes = loincs(what);
        return Stream.of(dates)
                .map(each -> PersonReader.day(Parts.text(resource, each)))
                .filter(Objects::nonNull)
                .limit(1)
                .map(day -> new Imaged(
                        Kept.reference(resource),
                        what.text().isEmpty() ? "Imaging" : what.text(),
                        codes,
                        imaging.exam(codes, what.text(), modality),
                        Objects.requireNonNull(day),
                        isKept.test(resource)));
    }

    /** A study in codes and words: what was done, else its description with the parts of the body of its series. */
    private static Concept said(JsonObject study) {
        Concept done = study.objects("procedureCode").stream()
                .map(Concept::of)
                .findFirst()
                .orElse(Concept.NONE);
        String words = Stream.concat(
                        Stream.of(done.text(), Parts.text(study, "description")),
                        study.objects("series").stream()
                                .flatMap(each -> Stream.of(
                                        Parts.text(each.object("bodySite"), "display"),
                                        Parts.text(each.object("laterality"), "display"))))
                .filter(each -> !each.isEmpty())
                .distinct()
                .collect(Collectors.joining(" "));
        return new Concept(words, done.codings());
    }

    private static String modality(JsonObject study) {
        return Stream.concat(
                        study.objects("modality").stream(),
                        study.objects("series").stream()
                                .map(each -> Objects.requireNonNullElse(each.object("modality"), JsonObject.EMPTY)))
                .map(each -> Parts.text(each, "code"))
                .filter(each -> !each.isEmpty() && !each.equals("SR"))
                .findFirst()
                .orElse("");
    }
}
