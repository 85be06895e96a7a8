package org.throughline.care.imaging;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.throughline.care.Parts;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Concept;
import org.throughline.care.entry.Entries;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.terminology.Coding;

/**
 * That an examination is done, as it lies in the record: a Procedure that somebody says is completed, or the ImagingStudy that
 * came with the images. Pure.
 *
 * @see <a href="https://hl7.org/fhir/us/core/STU6.1/StructureDefinition-us-core-procedure.html">US Core Procedure</a>
 */
final class ExamDone {
    private static final Set<String> THERE = Set.of("registered", "available");

    private ExamDone() {}

    /** From what is based on an order; empty when nothing of it says so. */
    static Optional<ExamOrder.Done> of(List<JsonObject> based) {
        List<JsonObject> studies = based.stream()
                .filter(each -> "ImagingStudy".equals(each.text("resourceType")))
                .filter(each -> THERE.contains(Parts.text(each, "status")))
                .toList();
        List<JsonObject> acts = based.stream()
                .filter(each -> "Procedure".equals(each.text("resourceType")))
                .filter(each -> "completed".equals(each.text("status")))
                .toList();
        return Stream.concat(
                        acts.stream().map(each -> at(each, "performedDateTime")),
                        studies.stream().map(each -> at(each, "started")))
                .min(Comparator.naturalOrder())
                .map(at -> new ExamOrder.Done(
                        at,
                        acts.stream()
                                .flatMap(each -> each.objects("performer").stream())
                                .map(each -> Parts.text(each.object("actor"), "display"))
                                .findFirst()
                                .orElse(""),
                        acts.stream()
                                .flatMap(each -> each.objects("note").stream())
                                .map(each -> Parts.text(each, "text"))
                                .findFirst()
                                .orElse(""),
                        studies.stream().map(Studies::reference).toList()));
    }

    /** When it was; when that is not told, when it came. */
    private static Instant at(JsonObject resource, String name) {
        return Parts.instant(resource, name)
                .or(() -> Optional.ofNullable(Parts.day(Parts.text(resource, name)))
                        .map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant()))
                .or(() -> Optional.ofNullable(resource.object("meta"))
                        .flatMap(meta -> Parts.instant(meta, "lastUpdated")))
                .orElse(Instant.EPOCH);
    }

    static JsonObject procedure(Entries.Chart chart, ExamOrder order, Instant at, String note) {
        JsonObject.Builder procedure = JsonObject.builder()
                .add("resourceType", "Procedure")
                .add("basedOn", JsonArray.of(Author.reference("ServiceRequest/" + order.id(), "")))
                .add("status", "completed")
                .add("category", Concept.of(Coding.SNOMED, Codes.IMAGING, "Imaging"))
                .add("code", order.what().json())
                .add("subject", Author.reference("Patient/" + chart.patient(), ""))
                .add("performedDateTime", Parts.moment(at, ZoneOffset.UTC));
        Author by = chart.author();
        if (by != null) {
            procedure.add("performer", JsonArray.of(JsonObject.of("actor", by.json())));
        }
        if (!note.isBlank()) {
            procedure.add("note", JsonArray.of(JsonObject.of("text", new JsonString(note.strip()))));
        }
        return procedure.build();
    }
}
