package org.throughline.events.advice;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.search.SearchPage;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;
import org.throughline.search.query.Target;

/**
 * Finds what services want to be told of a patient, as far as whoever asks may tell it to outsiders: the patient itself and
 * searches of the patient's record, whatever else a service asks for. What cannot be told is left out, and the service knows
 * that it was not told.
 *
 * @see <a href="https://cds-hooks.hl7.org/2.0/#providing-fhir-resources-to-a-cds-service">What is told to a service</a>
 */
final class Telling {
    private static final String PATIENT = "{{context.patientId}}";
    private static final String MOST = "200";

    private final Records records;
    private final Searches searches;

    Telling(Records records, Searches searches) {
        this.records = records;
        this.searches = searches;
    }

    /** The answers to queries, of each the same one only once. */
    Map<String, JsonObject> of(Caller caller, String patient, List<Service> services) {
        Caller outward = caller.outward();
        Map<String, JsonObject> told = new HashMap<>();
        services.stream()
                .flatMap(each -> each.prefetch().values().stream())
                .distinct()
                .forEach(query -> answer(outward, patient, query).ifPresent(answer -> told.put(query, answer)));
        return told;
    }

    private Optional<JsonObject> answer(Caller caller, String patient, String query) {
        try {
            if (query.equals("Patient/" + PATIENT)) {
                return Optional.of(open(records.read(caller, "Patient", patient)));
            }
            int mark = query.indexOf('?');
            String type = mark < 0 ? "" : query.substring(0, mark);
            return type.matches("[A-Z][A-Za-z]+") && caller.may(Interaction.SEARCH, type)
                    ? Optional.of(bundle(searches.run(
                            caller,
                            new SearchRequest(
                                    new Target.OfType(type), arguments(patient, query.substring(mark + 1)), true))))
                    : Optional.empty();
        } catch (Failed e) {
            return Optional.empty();
        }
    }

    /** The patient is asked for in any case: a query that forgets it gets no record of others. */
    private static List<Argument> arguments(String patient, String query) {
        List<Argument> arguments =
                new ArrayList<>(List.of(new Argument("patient", "Patient/" + patient), new Argument("_count", MOST)));
        for (String part : query.split("&", -1)) {
            int mark = part.indexOf('=');
            String name = mark < 0 ? "" : part.substring(0, mark);
            if (!name.isEmpty() && !name.equals("patient") && !name.equals("_count")) {
                String value = part.substring(mark + 1).replace(PATIENT, patient);
                arguments.add(new Argument(URLDecoder.decode(name, UTF_8), URLDecoder.decode(value, UTF_8)));
            }
        }
        return arguments;
    }

    private JsonObject bundle(SearchPage page) {
        List<Json> entries = Stream.concat(
                        page.matches().stream().map(each -> entry(each, "match")),
                        page.includes().stream().map(each -> entry(each, "include")))
                .toList();
        JsonObject.Builder bundle =
                JsonObject.builder().add("resourceType", "Bundle").add("type", "searchset");
        if (page.next() == null) {
            bundle.add("total", JsonNumber.of(page.matches().size()));
        }
        return entries.isEmpty()
                ? bundle.build()
                : bundle.add("entry", new JsonArray(entries)).build();
    }

    private Json entry(Stored stored, String mode) {
        return JsonObject.builder()
                .add("resource", open(stored))
                .add("search", JsonObject.of("mode", new JsonString(mode)))
                .build();
    }

    private JsonObject open(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }
}
