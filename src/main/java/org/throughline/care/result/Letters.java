package org.throughline.care.result;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Concept;
import org.throughline.care.entry.Entries;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Intent;
import org.throughline.record.Outcome;
import org.throughline.record.Records;
import org.throughline.search.Searches;
import org.throughline.terminology.Coding;

/**
 * Letters to patients about results: each is a document of the chart, and a message to the patient that it holds. There is no
 * letter about what is held from the patient.
 */
public final class Letters {
    /** The longest letter. */
    public static final int LONGEST = 10_000;

    private static final String REPORT = "DiagnosticReport";
    private static final String DOCUMENT = "DocumentReference";
    private static final String BINARY_URL = "urn:uuid:00000000-0000-4000-a000-000000000001";
    private static final String DOCUMENT_URL = "urn:uuid:00000000-0000-4000-a000-000000000002";
    private static final String CATEGORIES =
            "http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category";
    private static final int MOST = 50;

    private final Records records;
    private final Finder finder;
    private final Types types;
    private final InstantSource clock;

    public Letters(Records records, Searches searches, Types types, InstantSource clock) {
        this.records = records;
        this.finder = new Finder(records, searches);
        this.types = types;
        this.clock = clock;
    }

    /**
     * A letter that was written.
     *
     * @param id of the DocumentReference
     * @param written when, as FHIR has it
     */
    public record Letter(String id, String written, String by) {}

    /** Whether somebody may write to patients about results. */
    public static boolean mayWrite(Caller caller) {
        return Results.mayAcknowledge(caller)
                && caller.may(Interaction.CREATE, DOCUMENT)
                && caller.may(Interaction.CREATE, "Communication");
    }

    /** The letters about a report, the newest first. */
    public List<Letter> of(Caller caller, String report) {
        if (!caller.may(Interaction.SEARCH, DOCUMENT)) {
            return List.of();
        }
        return finder
                .find(caller, DOCUMENT, MOST, Finder.of("related", REPORT + "/" + report), Finder.of("_sort", "-date"))
                .matches()
                .stream()
                .map(each -> new Letter(
                        Concept.text(each, "id"),
                        Concept.text(each, "date"),
                        each.objects("author").stream()
                                .map(author -> Concept.text(author, "display"))
                                .findFirst()
                                .orElse("")))
                .toList();
    }

    /**
     * Whether a report, or a value of it, is held from the patient now.
     *
     * @param report as the caller has read it
     */
    public boolean isHeld(Report report) {
        List<Long> addresses = new ArrayList<>();
        addresses.add(Address.of(REPORT, report.id()));
        report.lines().forEach(line -> addresses.add(Address.of("Observation", line.id())));
        return !records.held(addresses).isEmpty();
    }

    /**
     * Writes a letter.
     *
     * @param report that was looked at when it was written
     * @param title of the document
     * @param pdf the letter on paper
     * @return the DocumentReference's id
     * @throws Failed with {@link Failure.Conflict} when the report is held from the patient, or has changed meanwhile
     */
    public String write(Entries.Chart chart, Report report, int version, String title, byte[] pdf) {
        Caller caller = chart.caller();
        if (!mayWrite(caller)) {
            throw new Failed(new Failure.Forbidden("Your roles do not include this."));
        }
        if (isHeld(report)) {
            throw new Failed(new Failure.Conflict("This result is held from the patient. Show it first."));
        }
        if (report.version() != version) {
            throw new Failed(new Failure.Conflict("This report has changed meanwhile. Look again."));
        }
        JsonObject binary = JsonObject.builder()
                .add("resourceType", "Binary")
                .add("contentType", "application/pdf")
                .add("securityContext", Author.reference("Patient/" + chart.patient(), ""))
                .add("data", Base64.getEncoder().encodeToString(pdf))
                .build();
        JsonObject document = document(chart, report, title, pdf.length);
        JsonObject message = message(chart, report);
        List<Outcome> written = records.write(
                caller,
                List.of(
                        new Intent.Create(DOCUMENT, () -> document, null, DOCUMENT_URL),
                        new Intent.Create("Binary", () -> binary, null, BINARY_URL),
                        new Intent.Create("Communication", () -> message, null, null)),
                (at, outcomes, patients) ->
                        Access.of(at, caller, Action.CREATE, types.number(DOCUMENT), DOCUMENT, 201, patients),
                Records.Company.FINISHING);
        return Objects.requireNonNull(written.getFirst().stored()).id();
    }

    private JsonObject document(Entries.Chart chart, Report report, String title, int size) {
        String now = ReportResource.time(clock.instant());
        Author author = chart.author();
        JsonObject attachment = JsonObject.builder()
                .add("contentType", "application/pdf")
                .add("url", BINARY_URL)
                .add("size", JsonNumber.of(size))
                .add("title", title + ".pdf")
                .add("creation", now)
                .build();
        return JsonObject.builder()
                .add("resourceType", DOCUMENT)
                .add("status", "current")
                .add("type", new Concept("Letter", List.of(new Coding(Coding.LOINC, "51852-2", "Letter"))).json())
                .add("category", JsonArray.of(Concept.of(CATEGORIES, "clinical-note", "Clinical Note")))
                .add("subject", Author.reference("Patient/" + chart.patient(), ""))
                .add("date", now)
                .addIfPresent("author", author == null ? null : JsonArray.of(author.json()))
                .add("description", title)
                .add("content", JsonArray.of(JsonObject.of("attachment", attachment)))
                .add(
                        "context",
                        JsonObject.of(
                                "related", JsonArray.of(Author.reference(REPORT + "/" + report.id(), report.title()))))
                .build();
    }

    private JsonObject message(Entries.Chart chart, Report report) {
        JsonObject patient = Author.reference("Patient/" + chart.patient(), "");
        Author author = chart.author();
        return JsonObject.builder()
                .add("resourceType", "Communication")
                .add("status", "completed")
                .add(
                        "category",
                        JsonArray.of(Concept.of("urn:throughline:code", "result-letter", "Letter about a result")))
                .add("subject", patient)
                .add("about", JsonArray.of(Author.reference(REPORT + "/" + report.id(), report.title())))
                .add("sent", ReportResource.time(clock.instant()))
                .add("recipient", JsonArray.of(patient))
                .addIfPresent("sender", author == null ? null : author.json())
                .add(
                        "payload",
                        JsonArray.of(JsonObject.of(
                                "contentReference", JsonObject.of("reference", new JsonString(DOCUMENT_URL)))))
                .build();
    }
}
