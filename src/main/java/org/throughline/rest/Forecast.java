package org.throughline.rest;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.throughline.audit.Action;
import org.throughline.care.immunization.ForecastAnswers;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Stored;

/**
 * Says which vaccines are next, of a patient of the record or of one who is sent.
 *
 * @see <a href="https://hl7.org/fhir/us/immds/OperationDefinition-ImmDSForecastOperation.html">$immds-forecast</a>
 */
record Forecast(Parts parts, ForecastAnswers answers) {
    static final String DEFINITION = "http://hl7.org/fhir/us/immds/OperationDefinition/ImmDSForecastOperation";

    Reply forecast(Call call) {
        Inputs inputs = Inputs.of(call);
        Optional<LocalDate> on = inputs.text("assessmentDate").map(Forecast::day);
        return call.place() instanceof Place.InstanceOperation place
                ? ofStored(call, place.id(), on)
                : ofSent(call, inputs, on);
    }

    private Reply ofStored(Call call, String patient, Optional<LocalDate> on) {
        // Whoever may not see the patient is told the same as on a read.
        Stored stored = parts.records().read(call.caller(), "Patient", patient);
        JsonObject answer = answers.ofStored(call.caller(), patient, on.orElse(null));
        return Reply.of(
                parts.rendering().resource(200, answer, call.format()),
                Action.OPERATION,
                parts.types().number("Patient"),
                Set.of(stored.patient()));
    }

    private Reply ofSent(Call call, Inputs inputs, Optional<LocalDate> on) {
        JsonObject patient = inputs.resource("patient")
                .filter(each -> "Patient".equals(each.text("resourceType")))
                .orElseThrow(() -> missing("patient", "Send Parameters with the Patient as patient."));
        LocalDate day = on.orElseThrow(() -> missing("assessmentDate", "Send the day of the forecast."));
        return Outputs.reply(
                call, parts, answers.ofSent(call.caller(), patient, inputs.resources("immunization"), day));
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new Failed(new Failure.Malformed("value", "assessmentDate", "This is not a day, as 2026-01-31."));
        }
    }

    private static Failed missing(String name, String what) {
        return new Failed(new Failure.Malformed("required", name, what));
    }
}
