package org.throughline.care.immunization;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.immunization.answer.Assessment;
import org.throughline.immunization.answer.GroupAnswer;
import org.throughline.immunization.answer.NextDose;
import org.throughline.immunization.answer.SeriesStatus;
import org.throughline.immunization.answer.Standing;
import org.throughline.terminology.Coding;

/**
 * What is next as an ImmunizationRecommendation: one {@code recommendation} for each group of vaccines, with its status by
 * HL7's ImmDS guide and by R4's own list, and by ours what is due ({@value #DUE}) with the group's code. Pure.
 *
 * @see <a href="https://hl7.org/fhir/us/immds/">Immunization Decision Support Forecast (ImmDS)</a>
 */
final class RecommendationResource {
    /** The codes of the groups that are due or overdue. */
    static final String DUE = "urn:throughline:vaccine-due";

    /** The same, of those that are overdue. */
    static final String OVERDUE = "urn:throughline:vaccine-overdue";

    /** By which the one of a patient that the product keeps is known. */
    static final String KEPT = "urn:throughline:forecast";

    private static final String IMMDS = "http://hl7.org/fhir/us/immds/CodeSystem/ForecastStatus";
    private static final String STATUS = "http://terminology.hl7.org/CodeSystem/immunization-recommendation-status";

    private RecommendationResource() {}

    /**
     * The resource.
     *
     * @param patient a reference to the Patient
     * @param source by which schedule
     */
    static JsonObject of(JsonObject patient, Assessment.Forecast forecast, String source) {
        List<Json> recommendations = forecast.groups().stream()
                .<Json>map(each -> recommendation(each, source))
                .toList();
        return JsonObject.builder()
                .add("resourceType", "ImmunizationRecommendation")
                .add("patient", patient)
                .add("date", forecast.on().toString())
                .add("recommendation", new JsonArray(recommendations))
                .build();
    }

    /** The one that the product keeps of a patient. */
    static JsonObject kept(String patient, Assessment.Forecast forecast, String source) {
        JsonObject identifier =
                JsonObject.builder().add("system", KEPT).add("value", patient).build();
        return of(Parts.reference("Patient", patient, ""), forecast, source)
                .with("identifier", JsonArray.of(identifier));
    }

    private static JsonObject recommendation(GroupAnswer answer, String source) {
        NextDose next = answer.next().orElse(null);
        JsonObject.Builder made = JsonObject.builder();
        if (next != null && !next.vaccines().isEmpty()) {
            made.add("vaccineCode", vaccines(next.vaccines()));
        }
        made.add("targetDisease", text(answer.group()));
        if (next != null && !next.withheld().isEmpty()) {
            made.add(
                    "contraindicatedVaccineCode",
                    new JsonArray(next.withheld().keySet().stream()
                            .<Json>map(cvx -> Parts.concept(Coding.CVX, cvx, cvx))
                            .toList()));
        }
        made.add("forecastStatus", status(answer));
        List<Json> reasons = reasons(answer)
                .map(RecommendationResource::text)
                .<Json>map(each -> each)
                .toList();
        made.addIfPresent("forecastReason", reasons.isEmpty() ? null : new JsonArray(reasons));
        if (next != null) {
            made.add("dateCriterion", dates(next));
        }
        made.add("description", source);
        made.addIfPresent(
                "series", answer.series().isEmpty() ? null : new JsonString(String.join(", ", answer.series())));
        if (next != null) {
            made.add("doseNumberPositiveInt", JsonNumber.of(next.number()));
        }
        return made.build();
    }

    private static JsonArray vaccines(Map<String, String> vaccines) {
        return new JsonArray(vaccines.entrySet().stream()
                .<Json>map(each -> Parts.concept(Coding.CVX, each.getKey(), each.getValue()))
                .toList());
    }

    private static JsonArray dates(NextDose next) {
        List<Json> dates = new ArrayList<>();
        date(dates, "30981-5", "Earliest date to give", next.earliest());
        date(dates, "30980-7", "Date vaccine due", next.recommended());
        date(dates, "59778-1", "Date when overdue for immunization", next.pastDue());
        date(dates, "59777-3", "Latest date to give immunization", next.latest());
        return new JsonArray(dates);
    }

    private static void date(List<Json> dates, String loinc, String words, @Nullable LocalDate day) {
        if (day != null) {
            dates.add(JsonObject.builder()
                    .add("code", Parts.concept(Coding.LOINC, loinc, words))
                    .add("value", day.toString())
                    .build());
        }
    }

    private static JsonObject status(GroupAnswer answer) {
        List<Json> codings = new ArrayList<>();
        codings.add(immds(answer.status()));
        Outlook.Place place = Outlook.Place.of(answer);
        String group = Outlook.code(answer.group());
        switch (place.state()) {
            case OVERDUE -> {
                codings.add(Parts.coding(STATUS, "overdue", "Overdue"));
                codings.add(Parts.coding(DUE, group, answer.group()));
                codings.add(Parts.coding(OVERDUE, group, answer.group()));
            }
            case DUE -> {
                codings.add(Parts.coding(STATUS, "due", "Due"));
                codings.add(Parts.coding(DUE, group, answer.group()));
            }
            case DONE -> {
                boolean immune = answer.standing() instanceof Standing.Immune;
                codings.add(Parts.coding(STATUS, immune ? "immune" : "complete", immune ? "Immune" : "Complete"));
            }
            case FORBIDDEN -> codings.add(Parts.coding(STATUS, "contraindicated", "Contraindicated"));
            case UNSURE, LATER, NONE -> {}
        }
        return JsonObject.builder()
                .add("coding", new JsonArray(codings))
                .add("text", words(place.state()))
                .build();
    }

    private static JsonObject immds(SeriesStatus status) {
        return switch (status) {
            case NOT_COMPLETE -> Parts.coding(IMMDS, "notComplete", "Not Complete");
            case COMPLETE -> Parts.coding(IMMDS, "complete", "Complete");
            case IMMUNE -> Parts.coding(IMMDS, "immune", "Immune");
            case CONTRAINDICATED -> Parts.coding(IMMDS, "contraindicated", "Contraindicated");
            case AGED_OUT -> Parts.coding(IMMDS, "agedOut", "Aged Out");
            case NOT_RECOMMENDED -> Parts.coding(IMMDS, "notRecommended", "Not Recommended");
        };
    }

    private static String words(Outlook.State state) {
        return switch (state) {
            case OVERDUE -> "Overdue";
            case DUE -> "Due";
            case UNSURE -> "Cannot be said";
            case FORBIDDEN -> "Contraindicated";
            case LATER -> "Later";
            case DONE -> "Complete";
            case NONE -> "Not needed";
        };
    }

    private static Stream<String> reasons(GroupAnswer answer) {
        Stream<String> why = switch (answer.standing()) {
            case Standing.NotEvaluated(List<String> said) -> said.stream();
            case Standing.Contraindicated(List<String> said) -> said.stream();
            case Standing.Immune(List<String> said) -> said.stream();
            case Standing.AgedOut(List<String> said) -> said.stream();
            case Standing.NotRecommended(List<String> said) -> said.stream();
            default -> Stream.empty();
        };
        return Stream.concat(why, answer.toCheck().stream()).distinct();
    }

    private static JsonObject text(String words) {
        return JsonObject.of("text", new JsonString(words));
    }
}
