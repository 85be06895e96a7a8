package org.throughline.care.stay;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.care.Parts;
import org.throughline.care.entry.Concept;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.record.Copy;
import org.throughline.terminology.Coding;
import org.throughline.terminology.lab.Labs;
import org.throughline.terminology.lab.Sought;

/**
 * A result that was pending at a discharge, as the task that waits for it: when it has come. A report on the very order ends it, or
 * final results of the same test of that patient from anybody, done since it was ordered and told since the discharge. Which tests
 * are the same is what is known where orders are warned of repeats ({@link Labs#sought}); what has no code is looked for by its order alone.
 */
record PendingResult(Looking looking, Labs labs) {
    private static final String AWAITS = "urn:throughline:awaits";
    private static final String TEST = "urn:throughline:awaits-test";
    private static final String DISCHARGED = "urn:throughline:discharged";
    private static final String ORDER = "ServiceRequest";
    private static final String FINAL = "final,amended,corrected,appended";

    /** A task that waits for it. */
    JsonObject awaiting(JsonObject task, Discharge.Pending pending, String discharged) {
        List<Json> identifiers = new ArrayList<>(task.list("identifier"));
        identifiers.add(identifier(AWAITS, pending.order().isEmpty() ? pending.what() : pending.order()));
        codes(pending).forEach(each -> identifiers.add(identifier(TEST, each)));
        JsonObject whole = task.with("identifier", new JsonArray(identifiers));
        return discharged.isEmpty()
                ? whole
                : Parts.withExtension(whole, DISCHARGED, "valueDateTime", new JsonString(discharged));
    }

    private static Json identifier(String system, String value) {
        return JsonObject.builder().add("system", system).add("value", value).build();
    }

    /** The LOINC codes of what was ordered: as the order has them, else by its name when it is just that of a test. */
    private Set<String> codes(Discharge.Pending pending) {
        Set<String> codes = new LinkedHashSet<>();
        order(pending.order()).ifPresent(order -> codes.addAll(loincs(order)));
        if (codes.isEmpty()) {
            labs.named(pending.what()).flatMap(lab -> lab.loinc()).ifPresent(each -> codes.add(each.code()));
        }
        return codes;
    }

    private Optional<JsonObject> order(String reference) {
        return reference.startsWith(ORDER + "/")
                ? looking
                        .find(Looking.OUTSIDE, ORDER, 1, Looking.of("_id", reference.substring(ORDER.length() + 1)))
                        .stream()
                        .findFirst()
                : Optional.empty();
    }

    private static Set<String> loincs(JsonObject resource) {
        return Concept.of(resource.object("code")).codings().stream()
                .filter(each -> each.system().equals(Coding.LOINC))
                .map(Coding::code)
                .collect(Collectors.toSet());
    }

    /** What has ended the task, in words; empty while it waits. */
    Optional<String> reported(JsonObject task, String patient) {
        String order = values(task, AWAITS).findFirst().orElse("");
        Optional<String> reported = order.startsWith(ORDER + "/")
                ? looking
                        .find(
                                Looking.OUTSIDE,
                                "DiagnosticReport",
                                1,
                                Looking.of("based-on", order),
                                Looking.of("status", FINAL))
                        .stream()
                        .findFirst()
                        .map(each -> "The result is there: " + Parts.words(each.object("code")))
                : Optional.empty();
        return reported.or(() -> resulted(task, patient, order));
    }

    /** Results of the same test, of whichever order. */
    private Optional<String> resulted(JsonObject task, String patient, String order) {
        Instant discharged = Parts.instant(Parts.extension(task, DISCHARGED), "valueDateTime")
                .or(() -> Parts.instant(task, "authoredOn"))
                .orElse(Instant.EPOCH);
        LocalDate since = order(order)
                .map(each -> Parts.day(Parts.text(each, "authoredOn")))
                .orElseGet(() -> Parts.day(discharged.toString()));
        for (String code : values(task, TEST).toList()) {
            Sought sought = labs.sought(code);
            List<JsonObject> results = since == null ? List.of() : results(patient, sought, since, discharged);
            Set<String> told = new HashSet<>();
            results.forEach(each -> told.addAll(loincs(each)));
            if (sought.answeredBy(told)) {
                return Optional.of(words(results.getFirst()));
            }
        }
        return Optional.empty();
    }

    /** Final results of it that were done since a day and told since the discharge, the newest first. */
    private List<JsonObject> results(String patient, Sought sought, LocalDate since, Instant discharged) {
        String codes = sought.codes().stream()
                .sorted()
                .map(each -> Coding.LOINC + "|" + each)
                .collect(Collectors.joining(","));
        return Stream.of("DiagnosticReport", "Observation")
                .flatMap(type -> looking
                        .find(
                                Looking.OUTSIDE,
                                type,
                                50,
                                Looking.of("patient", "Patient/" + patient),
                                Looking.of("code", codes),
                                Looking.of("status", FINAL),
                                Looking.of("date", "ge" + since),
                                Looking.of("_sort", "-date"))
                        .stream())
                .filter(each -> !each.has("dataAbsentReason"))
                .filter(each -> told(each).isAfter(discharged))
                .toList();
    }

    /** When a result was told: as it says, else when it was last changed where it is held. */
    private static Instant told(JsonObject result) {
        return Parts.instant(result, "issued")
                .or(() -> Parts.instant(result.object("meta"), "lastUpdated"))
                .orElse(Instant.EPOCH);
    }

    private static String words(JsonObject result) {
        String on = Stream.of("effectiveDateTime", "issued")
                .map(each -> Parts.text(result, each))
                .filter(each -> each.length() >= 10)
                .map(each -> " of " + each.substring(0, 10))
                .findFirst()
                .orElse("");
        return "Closed by " + Parts.words(result.object("code")) + on
                + Copy.holder(result).map(by -> ", from " + by).orElse("")
                + ": the same test, not on this order";
    }

    private static Stream<String> values(JsonObject task, String system) {
        return task.objects("identifier").stream()
                .filter(each -> system.equals(each.text("system")))
                .map(each -> Parts.text(each, "value"));
    }
}
