package org.throughline.care.entry;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;

/**
 * A problem or diagnosis as a form holds it.
 *
 * @param status a code of {@link #STATUSES}
 * @param certainty a code of {@link #CERTAINTIES}
 * @param onset when it began: a FHIR date, perhaps only a year; empty when unknown
 * @param ended when it ended, the same way; only of a problem that is not active
 * @param note empty for none
 * @see <a href="https://hl7.org/fhir/us/core/STU6.1/StructureDefinition-us-core-condition-problems-health-concerns.html">US
 *     Core Condition Problems and Health Concerns</a>
 */
public record ProblemEntry(Concept problem, String status, String certainty, String onset, String ended, String note) {
    public static final List<Choice> STATUSES = List.of(
            new Choice("active", "Active"),
            new Choice("recurrence", "Active again"),
            new Choice("relapse", "Relapse"),
            new Choice("inactive", "Inactive"),
            new Choice("remission", "In remission"),
            new Choice("resolved", "Resolved"));
    public static final List<Choice> CERTAINTIES = List.of(
            new Choice("confirmed", "Confirmed"),
            new Choice("provisional", "Provisional"),
            new Choice("differential", "One of several possible"),
            new Choice("unconfirmed", "Not confirmed"));
    public static final ProblemEntry NEW = new ProblemEntry(Concept.NONE, "active", "confirmed", "", "", "");

    private static final String CLINICAL = "http://terminology.hl7.org/CodeSystem/condition-clinical";
    private static final String VERIFICATION = "http://terminology.hl7.org/CodeSystem/condition-ver-status";
    private static final String CATEGORY = "http://terminology.hl7.org/CodeSystem/condition-category";
    private static final Set<String> ACTIVE = Set.of("active", "recurrence", "relapse");

    /** What the resource says, as far as the form knows it. */
    public static ProblemEntry of(JsonObject condition) {
        return new ProblemEntry(
                Concept.of(condition.object("code")),
                Concept.code(condition.object("clinicalStatus"), CLINICAL),
                Concept.code(condition.object("verificationStatus"), VERIFICATION),
                Concept.text(condition, "onsetDateTime"),
                Concept.text(condition, "abatementDateTime"),
                Elements.note(condition));
    }

    /** Whether the patient has it now. */
    public boolean isActive() {
        return ACTIVE.contains(status);
    }

    /**
     * What is wrong with it, by field: {@code problem}, {@code status}, {@code certainty}, {@code ended}.
     *
     * @param today as a FHIR date, by which nothing can have begun later
     */
    public Map<String, String> faults(String today) {
        Map<String, String> faults = new LinkedHashMap<>();
        if (problem.isEmpty()) {
            faults.put("problem", "Say which problem it is.");
        }
        if (STATUSES.stream().noneMatch(choice -> choice.code().equals(status))) {
            faults.put("status", "Choose a status.");
        }
        if (CERTAINTIES.stream().noneMatch(choice -> choice.code().equals(certainty))) {
            faults.put("certainty", "Choose how certain it is.");
        }
        if (isLater(onset, today)) {
            faults.put("onset", "This day is in the future.");
        }
        if (isLater(ended, today)) {
            faults.put("ended", "This day is in the future.");
        } else if (!ended.isEmpty() && isActive()) {
            faults.put("ended", "An active problem has not ended. Change the status, or leave this empty.");
        } else if (isLater(onset, ended)) {
            faults.put("ended", "It cannot end before it began.");
        }
        return faults;
    }

    /** Whether a partial date is surely later than another; not when one of them is empty. */
    private static boolean isLater(String date, String than) {
        int common = Math.min(date.length(), than.length());
        return date.substring(0, common).compareTo(than.substring(0, common)) > 0;
    }

    /** A new resource. */
    public JsonObject create(String patient, @Nullable Author author, Instant now) {
        JsonObject fresh = JsonObject.builder()
                .add("resourceType", "Condition")
                .add("category", JsonArray.of(Concept.of(CATEGORY, "problem-list-item", "Problem List Item")))
                .add("subject", Author.reference("Patient/" + patient, ""))
                .add("recordedDate", now.truncatedTo(ChronoUnit.SECONDS).toString())
                .addIfPresent("recorder", author == null ? null : author.json())
                .build();
        return change(fresh);
    }

    /** The resource with what the form holds in place of what it said of that. */
    JsonObject change(JsonObject condition) {
        JsonObject changed = condition
                .with("clinicalStatus", Concept.of(CLINICAL, status, ""))
                .with("verificationStatus", Concept.of(VERIFICATION, certainty, ""));
        if (!problem.equals(Concept.of(condition.object("code")))) {
            changed = changed.with("code", problem.json());
        }
        changed = Elements.setNote(Elements.setDate(changed, "onset", onset), note);
        // An active problem has no end in FHIR, in whatever form it was told (rule con-4).
        return isActive() ? Elements.without(changed, "abatement") : Elements.setDate(changed, "abatement", ended);
    }
}
