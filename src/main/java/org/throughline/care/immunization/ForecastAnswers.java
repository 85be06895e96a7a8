package org.throughline.care.immunization;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.care.Parts;
import org.throughline.care.check.Kept;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.immunization.answer.Assessment;
import org.throughline.immunization.patient.History;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Records;
import org.throughline.safety.patient.Pregnancy;
import org.throughline.safety.patient.Sex;
import org.throughline.safety.patient.Snapshot;

/**
 * Answers who asks by the API what is next, of a patient of the record or of one who is sent: a Parameters resource with a
 * {@code recommendation} and an {@code evaluation} for each dose and disease.
 *
 * @see <a href="https://hl7.org/fhir/us/immds/OperationDefinition-ImmDSForecastOperation.html">$immds-forecast</a>
 */
public final class ForecastAnswers {
    private final Knowing knowing;
    private final Schedules schedules;
    private final Clock clock;

    /** @param clock of the practice, in whose time zone a day is a day */
    public ForecastAnswers(Knowing knowing, Schedules schedules, Clock clock) {
        this.knowing = knowing;
        this.schedules = schedules;
        this.clock = clock;
    }

    /**
     * Of a patient of the record, whom the caller may see. What is kept from the caller counts as on screens and is not
     * named.
     *
     * @param on as of this day; null for today
     * @throws Failed with {@link Failure.Invalid} when there is no forecast, saying why
     */
    public JsonObject ofStored(Caller caller, String patient, @Nullable LocalDate on) {
        Records.require(caller, Interaction.SEARCH, "Immunization");
        LocalDate today = LocalDate.now(clock);
        Knowing.Known known = knowing.read(
                knowing.checks().lookup(), patient, today, knowing.checks().kept(caller), Kept.nothing(), List.of());
        return answer(Parts.reference("Patient", patient, ""), known.told(), on == null ? today : on);
    }

    /**
     * Of a patient who is sent; nothing else is known of them.
     *
     * @param on as of this day
     * @throws Failed with {@link Failure.Invalid} when there is no forecast, saying why
     */
    public JsonObject ofSent(Caller caller, JsonObject patient, List<JsonObject> immunizations, LocalDate on) {
        Records.require(caller, Interaction.READ, "ImmunizationRecommendation");
        List<JsonObject> named = new ArrayList<>();
        for (JsonObject each : immunizations) {
            named.add(each.has("id") ? each : each.with("id", new JsonString("sent-" + (named.size() + 1))));
        }
        Sex sex = switch (Parts.text(patient, "gender")) {
            case "female" -> Sex.FEMALE;
            case "male" -> Sex.MALE;
            default -> null;
        };
        Snapshot nothing = new Snapshot(
                on,
                HistoryReader.day(Parts.text(patient, "birthDate")),
                sex,
                Pregnancy.UNKNOWN,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        String id = Parts.text(patient, "id");
        JsonObject reference = id.isEmpty()
                ? JsonObject.of("display", new JsonString("The patient who was sent"))
                : Parts.reference("Patient", id, "");
        return answer(reference, knowing.told(patient, nothing, named), on);
    }

    private JsonObject answer(JsonObject patient, Told told, LocalDate on) {
        LoadedSchedule schedule = schedules.current();
        Assessment assessment = Immunizations.assessment(schedule, until(told, on), on);
        return switch (assessment) {
            case Assessment.NoForecast none -> throw new Failed(new Failure.Invalid("not-supported", "", none.why()));
            case Assessment.Forecast forecast -> parameters(patient, forecast, Forecasts.source(schedule));
        };
    }

    /** Without the doses that were given later. */
    private static Told until(Told told, LocalDate on) {
        History history = told.history();
        if (history == null) {
            return told;
        }
        if (on.isBefore(history.birth())) {
            throw new Failed(new Failure.Invalid("value", "assessmentDate", "This day is before the birth."));
        }
        History then = new History(
                history.birth(),
                history.sex(),
                history.birthCountry(),
                history.shots().stream()
                        .filter(shot -> !shot.given().isAfter(on))
                        .toList(),
                history.observations(),
                history.notEvaluated());
        return new Told(then, told.gap(), told.uncounted(), told.hidden(), told.open(), told.happened());
    }

    private static JsonObject parameters(JsonObject patient, Assessment.Forecast forecast, String source) {
        List<Json> parameters = new ArrayList<>();
        parameters.add(parameter("recommendation", RecommendationResource.of(patient, forecast, source)));
        EvaluationResource.of(patient, forecast).forEach(each -> parameters.add(parameter("evaluation", each)));
        return JsonObject.builder()
                .add("resourceType", "Parameters")
                .add("parameter", new JsonArray(parameters))
                .build();
    }

    private static JsonObject parameter(String name, JsonObject resource) {
        return JsonObject.builder().add("name", name).add("resource", resource).build();
    }
}
