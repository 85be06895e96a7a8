package org.throughline.care.taking;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.care.entry.Author;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.terminology.Coding;

/**
 * The List that says that somebody went through what a patient takes: a snapshot with an entry for each drug and how it was
 * answered. Pure.
 *
 * @see <a href="https://hl7.org/fhir/R4/list.html">List</a>
 */
public final class ReconciledList {
    /** By which it is found. */
    public static final Coding CODE =
            new Coding("urn:throughline:code", "medications-reconciled", "Medications reconciled");

    /** By which that is found that all of the chart was gone through beside other records. */
    public static final Coding BESIDE_OTHERS =
            new Coding("urn:throughline:code", "record-reconciled", "Record reconciled with others'");

    private static final Coding MEDICATIONS =
            new Coding(Coding.LOINC, "10160-0", "History of Medication use Narrative");
    private static final String WITH = "urn:throughline:verified-with";

    private ReconciledList() {}

    /**
     * An answered drug.
     *
     * @param item a reference
     * @param flag how it was answered
     */
    public record Entry(String item, String flag) {}

    static JsonObject of(
            String patient,
            @Nullable String encounter,
            @Nullable Author by,
            Instant now,
            List<Reconciled.Source> with,
            List<Entry> entries) {
        return of(List.of(MEDICATIONS, CODE), patient, encounter, by, now, with, entries);
    }

    /**
     * The List.
     *
     * @param codes what was gone through, last the one by which it is found
     */
    public static JsonObject of(
            List<Coding> codes,
            String patient,
            @Nullable String encounter,
            @Nullable Author by,
            Instant now,
            List<Reconciled.Source> with,
            List<Entry> entries) {
        JsonObject.Builder list = JsonObject.builder().add("resourceType", "List");
        List<Json> verified = new ArrayList<>();
        with.forEach(each -> verified.add(JsonObject.builder()
                .add("url", WITH)
                .add("valueCode", each.key())
                .build()));
        if (!verified.isEmpty()) {
            list.add("extension", new JsonArray(verified));
        }
        list.add("status", "current")
                .add("mode", "snapshot")
                .add("title", codes.getLast().display())
                .add(
                        "code",
                        JsonObject.of(
                                "coding",
                                new JsonArray(codes.stream()
                                        .<Json>map(ReconciledList::coding)
                                        .toList())))
                .add("subject", Parts.reference("Patient", patient, ""));
        if (encounter != null) {
            list.add("encounter", Parts.reference("Encounter", encounter, ""));
        }
        list.add("date", now.truncatedTo(ChronoUnit.SECONDS).toString())
                .addIfPresent("source", by == null ? null : by.json());
        if (entries.isEmpty()) {
            list.add(
                    "emptyReason",
                    Parts.concept("http://terminology.hl7.org/CodeSystem/list-empty-reason", "nilknown", "Nil Known"));
        } else {
            list.add(
                    "entry",
                    new JsonArray(
                            entries.stream().<Json>map(ReconciledList::entry).toList()));
        }
        return list.build();
    }

    private static JsonObject entry(Entry entry) {
        return JsonObject.builder()
                .add("flag", JsonObject.of("text", new JsonString(entry.flag())))
                .add("item", Author.reference(entry.item(), ""))
                .build();
    }

    private static JsonObject coding(Coding coding) {
        return Parts.coding(coding.system(), coding.code(), coding.display());
    }

    static Reconciled read(JsonObject list) {
        List<String> keys = list.objects("extension").stream()
                .filter(each -> WITH.equals(each.text("url")))
                .map(each -> Parts.text(each, "valueCode"))
                .toList();
        return new Reconciled(
                Parts.text(list, "date"),
                Parts.text(list.object("source"), "display"),
                java.util.stream.Stream.of(Reconciled.Source.values())
                        .filter(each -> keys.contains(each.key()))
                        .toList());
    }
}
