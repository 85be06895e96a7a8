package org.throughline.care.result;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Concept;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonObject;
import org.throughline.terminology.Coding;
import org.throughline.terminology.lab.Lab;
import org.throughline.terminology.lab.Labs;

/**
 * A test that is ordered, done and read in the practice, in one act. Pure.
 *
 * @param by who ordered it
 * @param lot of the kit, strip or cartridge
 * @param expiry of the lot, as FHIR has it; a month counts to its end
 * @param control whether the control showed what it should
 */
public record DoneHere(Author by, String lot, String expiry, boolean control) {
    /** By which the report refers to the order that is written with it. */
    static final String ORDER = "urn:uuid:00000000-0000-4000-9000-000000000000";

    private static final String KIT = "urn:throughline:kit";
    private static final List<String> TESTS = List.of(
            "Glucose, capillary",
            "Urinalysis, dipstick",
            "Pregnancy test, urine",
            "Strep A rapid test",
            "Influenza rapid test",
            "SARS-CoV-2 antigen",
            "RSV antigen",
            "Mononucleosis test",
            "INR",
            "Hemoglobin A1c",
            "Hemoglobin",
            "Occult blood, stool",
            "Lead, blood, capillary");

    /** The tests that practices do themselves, in the order in which they are offered. */
    public static List<Lab> tests(Labs labs) {
        return TESTS.stream().map(labs::named).flatMap(Optional::stream).toList();
    }

    /** What is wrong with it, by field: {@code lot}, {@code expiry}, {@code control}. */
    public Map<String, String> faults(LocalDate today) {
        Map<String, String> faults = new LinkedHashMap<>();
        if (lot.isBlank()) {
            faults.put("lot", "Write the number of the kit's lot.");
        }
        if (expiry.isBlank()) {
            faults.put("expiry", "Say when the kit expires, as 31/12/26 or Dec 2026.");
        } else if (isExpired(today)) {
            faults.put("expiry", "This kit has expired. Do the test anew with another.");
        }
        if (!control) {
            faults.put("control", "Without a good control the result does not count. Do the test anew.");
        }
        return faults;
    }

    private boolean isExpired(LocalDate today) {
        return switch (expiry.length()) {
            case 4 -> Year.parse(expiry).isBefore(Year.from(today));
            case 7 -> YearMonth.parse(expiry).isBefore(YearMonth.from(today));
            default -> LocalDate.parse(expiry).isBefore(today);
        };
    }

    /** The order, which is done with its result. */
    JsonObject order(String patient, Lab panel, Instant now) {
        return JsonObject.builder()
                .add("resourceType", "ServiceRequest")
                .add("status", "completed")
                .add("intent", "order")
                .add("category", JsonArray.of(Concept.of(Coding.SNOMED, "108252007", "Laboratory procedure")))
                .add("code", new Concept(panel.name(), panel.loinc().stream().toList()).json())
                .add("subject", Author.reference("Patient/" + patient, ""))
                .add("authoredOn", now.truncatedTo(ChronoUnit.SECONDS).toString())
                .add("requester", by.json())
                .build();
    }

    /** For people, beside the values. */
    String words() {
        return "Done here, kit lot " + lot.strip() + ", expires " + expiry + ", control ok";
    }

    /** The extension of a report that tells the kit. */
    JsonObject extension() {
        return JsonObject.builder()
                .add("url", KIT)
                .add(
                        "extension",
                        JsonArray.of(
                                JsonObject.builder()
                                        .add("url", "lot")
                                        .add("valueString", lot.strip())
                                        .build(),
                                JsonObject.builder()
                                        .add("url", "expiry")
                                        .add("valueDateTime", expiry)
                                        .build(),
                                JsonObject.builder()
                                        .add("url", "control")
                                        .add("valueBoolean", JsonBoolean.of(control))
                                        .build()))
                .build();
    }
}
