package org.throughline.care.result;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.throughline.care.entry.Concept;
import org.throughline.care.imaging.Codes;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;

/**
 * A report of imaging that comes in names who read the images as its interpreter: whoever ordered them is put first, and so
 * it waits for them. What was forwarded since is left as it is. Pure.
 */
final class RequesterFirst {
    private RequesterFirst() {}

    static JsonObject in(JsonObject report, Optional<Order> order) {
        List<JsonObject> named = report.objects("resultsInterpreter");
        return order.filter(Order::hasRequester)
                .map(Order::requester)
                .filter(each -> Codes.isReport(report) && ReportReader.version(report) == 1)
                .filter(each -> named.stream().noneMatch(one -> reference(one).equals(reference(each))))
                .map(each -> report.with(
                        "resultsInterpreter",
                        new JsonArray(Stream.concat(Stream.of(each), named.stream())
                                .<Json>map(one -> one)
                                .toList())))
                .orElse(report);
    }

    private static String reference(JsonObject reference) {
        return Concept.text(reference, "reference");
    }
}
