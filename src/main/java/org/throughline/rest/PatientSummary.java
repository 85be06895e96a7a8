package org.throughline.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.throughline.access.Interaction;
import org.throughline.audit.Action;
import org.throughline.care.summary.SummaryReader;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;
import org.throughline.search.query.Target;

/**
 * The International Patient Summary of a patient, who is named by the id or by an identifier.
 *
 * @see <a href="https://hl7.org/fhir/uv/ips/STU1.1/OperationDefinition-summary.html">$summary</a>
 */
record PatientSummary(Parts parts, Searches searches, SummaryReader summaries) {
    static final String DEFINITION = "http://hl7.org/fhir/uv/ips/OperationDefinition/summary";
    private static final String PROFILE = "http://hl7.org/fhir/uv/ips/StructureDefinition/Bundle-uv-ips";

    Reply summary(Call call) {
        Inputs inputs = Inputs.of(call);
        refuseOthers(inputs);
        String named = call.place() instanceof Place.InstanceOperation place ? place.id() : identified(call, inputs);
        // Whoever may not see the patient is told the same as on a read.
        parts.records().read(call.caller(), "Patient", named);
        // A record that was merged into another is empty, which must not be taken for a patient of whom nothing is
        // known.
        String patient = parts.records().survivor(named).orElse(named);
        JsonObject document = summaries.read(call.caller(), patient);
        return Reply.of(
                parts.rendering().resource(200, document, call.format()),
                Action.OPERATION,
                parts.types().number("Patient"),
                Set.of(Address.of("Patient", patient)));
    }

    /** There is one summary; who asks for another is told so. */
    private static void refuseOthers(Inputs inputs) {
        inputs.text("profile")
                .filter(profile -> !profile.replaceFirst("\\|.*", "").equals(PROFILE))
                .ifPresent(profile -> refuse("profile", "Only " + PROFILE + " is offered."));
        inputs.text("graph").ifPresent(graph -> refuse("graph", "No graph can be chosen."));
    }

    private static void refuse(String name, String why) {
        throw new Failed(new Failure.Invalid("not-supported", name, why));
    }

    private String identified(Call call, Inputs inputs) {
        String identifier = identifier(inputs);
        Records.require(call.caller(), Interaction.SEARCH, "Patient");
        List<Argument> arguments = new ArrayList<>(List.of(new Argument("identifier", identifier)));
        arguments.add(new Argument("_count", "2"));
        List<Stored> found = searches.run(
                        call.caller().withoutOutside(),
                        new SearchRequest(new Target.OfType("Patient"), arguments, true))
                .matches();
        if (found.isEmpty()) {
            throw new Failed(new Failure.NotFound("There is no patient with this identifier."));
        }
        if (found.size() > 1) {
            throw new Failed(new Failure.Invalid(
                    "multiple-matches",
                    "identifier",
                    "More than one patient has this identifier; name the system too."));
        }
        return found.getFirst().id();
    }

    /** IPS 1.1.0 spells the parameter without its second i; both are taken. */
    private static String identifier(Inputs inputs) {
        return Stream.of("identifier", "identifer")
                .flatMap(name -> Stream.concat(
                        inputs.text(name).stream(), inputs.complex(name).map(PatientSummary::token).stream()))
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElseThrow(() -> new Failed(new Failure.Malformed(
                        "required",
                        "identifier",
                        "Say whose summary: Patient/id/$summary, or the parameter identifier.")));
    }

    private static String token(JsonObject identifier) {
        String system = identifier.text("system");
        String value = Optional.ofNullable(identifier.text("value")).orElse("");
        return value.isEmpty() ? "" : (system == null ? "" : escaped(system) + "|") + escaped(value);
    }

    /** A text as part of a parameter's value, in which a comma would mean "or". */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace(",", "\\,")
                .replace("|", "\\|")
                .replace("$", "\\$");
    }
}
