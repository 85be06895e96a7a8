package org.throughline.care.chart;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;

/** Reads resources into the rows of a chart. Pure. */
final class ChartBuilder {
    private static final Set<String> UNDER_WAY = Set.of("arrived", "triaged", "in-progress", "onleave");

    private ChartBuilder() {}

    static List<Problem> problems(List<JsonObject> conditions) {
        return conditions.stream()
                .filter(condition -> !enteredInError(condition))
                .map(ChartBuilder::problem)
                .sorted(Comparator.comparing(Problem::active)
                        .thenComparing(Problem::from)
                        .reversed())
                .toList();
    }

    private static Problem problem(JsonObject condition) {
        JsonObject status = condition.object("clinicalStatus");
        boolean active =
                Concepts.has(status, "active") || Concepts.has(status, "recurrence") || Concepts.has(status, "relapse");
        return new Problem(
                Concepts.or(condition.text("id"), ""),
                Concepts.words(condition.object("code")),
                active,
                Concepts.firstText(condition, "onsetDateTime"),
                Concepts.firstText(condition, "abatementDateTime"),
                Concepts.firstText(condition, "recordedDate"),
                CorrectionTag.isOn(condition));
    }

    static boolean enteredInError(JsonObject resource) {
        return Concepts.has(resource.object("verificationStatus"), "entered-in-error")
                || "entered-in-error".equals(resource.text("status"));
    }

    /** @param referred resources that the requests refer to, by their references */
    static List<Medication> medications(List<JsonObject> requests, Map<String, JsonObject> referred) {
        return requests.stream()
                .filter(request -> !enteredInError(request))
                .map(request -> medication(request, referred))
                .sorted(Comparator.comparing(Medication::active)
                        .thenComparing(Medication::since)
                        .reversed())
                .toList();
    }

    static Medication medication(JsonObject request, Map<String, JsonObject> referred) {
        String name = drug(request, referred);
        return new Medication(
                Concepts.or(request.text("id"), ""),
                name,
                sig(Concepts.first(request.objects("dosageInstruction"))),
                "active".equals(request.text("status")),
                Concepts.display(request.object("requester")),
                Concepts.firstText(request, "authoredOn"),
                CorrectionTag.isOn(request));
    }

    /** What was ordered: said here, or by the Medication that is referred to, which may be contained. */
    private static String drug(JsonObject request, Map<String, JsonObject> referred) {
        JsonObject reference = request.object("medicationReference");
        if (reference == null) {
            return Concepts.words(request.object("medicationCodeableConcept"));
        }
        String to = Concepts.or(reference.text("reference"), "");
        JsonObject medication = to.startsWith("#")
                ? Concepts.first(request.objects("contained").stream()
                        .filter(contained -> to.substring(1).equals(contained.text("id")))
                        .toList())
                : referred.get(to);
        String name = medication == null ? "" : Concepts.words(medication.object("code"));
        return name.isEmpty() ? Concepts.display(reference) : name;
    }

    /** A dosage in words: its text, else what its parts say. */
    private static String sig(@Nullable JsonObject dosage) {
        if (dosage == null) {
            return "";
        }
        String text = dosage.text("text");
        if (text != null) {
            return text;
        }
        String asNeeded = dosage.get("asNeededBoolean") == JsonBoolean.TRUE ? "as needed" : "";
        return String.join(" ", List.of(dose(dosage), frequency(dosage), asNeeded))
                .strip();
    }

    private static String dose(JsonObject dosage) {
        JsonObject rate = Concepts.first(dosage.objects("doseAndRate"));
        JsonObject quantity = rate == null ? null : rate.object("doseQuantity");
        if (quantity == null || !(quantity.get("value") instanceof JsonNumber value)) {
            return "";
        }
        String amount = value.decimal().stripTrailingZeros().toPlainString();
        return (amount + " " + Concepts.firstText(quantity, "unit", "code")).strip();
    }

    private static String frequency(JsonObject dosage) {
        JsonObject timing = dosage.object("timing");
        JsonObject repeat = timing == null ? null : timing.object("repeat");
        if (repeat == null) {
            return timing == null ? "" : Concepts.words(timing.object("code"));
        }
        String times = number(repeat.get("frequency"));
        String period = number(repeat.get("period"));
        String unit = period(Concepts.or(repeat.text("periodUnit"), ""));
        if (times.isEmpty() || period.isEmpty() || unit.isEmpty()) {
            return "";
        }
        String count = times.equals("1") ? "once" : times.equals("2") ? "twice" : times + " times";
        return count + (period.equals("1") ? " a " + unit : " every " + period + " " + unit + "s");
    }

    private static String number(@Nullable Json value) {
        return value instanceof JsonNumber number
                ? number.decimal().stripTrailingZeros().toPlainString()
                : "";
    }

    /** @see <a href="https://hl7.org/fhir/R4/valueset-units-of-time.html">Units of time</a> */
    private static String period(String unit) {
        return switch (unit) {
            case "s" -> "second";
            case "min" -> "minute";
            case "h" -> "hour";
            case "d" -> "day";
            case "wk" -> "week";
            case "mo" -> "month";
            case "a" -> "year";
            default -> "";
        };
    }

    static List<Visit> visits(List<JsonObject> encounters) {
        return encounters.stream().map(ChartBuilder::visit).toList();
    }

    private static Visit visit(JsonObject encounter) {
        JsonObject participant = Concepts.first(encounter.objects("participant"));
        JsonObject location = Concepts.first(encounter.objects("location"));
        String place = Concepts.display(location == null ? null : location.object("location"));
        JsonObject period = encounter.object("period");
        String status = Concepts.or(encounter.text("status"), "");
        return new Visit(
                Concepts.or(encounter.text("id"), ""),
                Concepts.words(Concepts.first(encounter.objects("type"))),
                Concepts.words(Concepts.first(encounter.objects("reasonCode"))),
                Concepts.display(participant == null ? null : participant.object("individual")),
                place.isEmpty() ? Concepts.display(encounter.object("serviceProvider")) : place,
                period == null ? "" : Concepts.firstText(period, "start", "end"),
                UNDER_WAY.contains(status),
                CorrectionTag.isOn(encounter));
    }

    static List<Immunization> immunizations(List<JsonObject> resources) {
        return resources.stream()
                .filter(resource -> "completed".equals(resource.text("status")))
                .map(resource -> new Immunization(
                        Concepts.or(resource.text("id"), ""),
                        Concepts.words(resource.object("vaccineCode")),
                        Concepts.firstText(resource, "occurrenceDateTime", "occurrenceString"),
                        CorrectionTag.isOn(resource)))
                .toList();
    }
}
