package org.throughline.care.check;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.care.entry.Concept;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.safety.answer.Answer;
import org.throughline.safety.answer.Finding;
import org.throughline.safety.answer.Reason;
import org.throughline.safety.rule.Kind;

/**
 * What was found about an order and how it was answered, as it stands in the order's resource: a contained DetectedIssue
 * for each finding, and an extension for what each kind of check said. Pure.
 *
 * @see <a href="https://hl7.org/fhir/R4/detectedissue.html">DetectedIssue</a>
 */
public final class Answers {
    /** The system of the identifiers by which a finding is known when it is found again. */
    public static final String FINDING = "urn:throughline:finding";

    /** Of an order: what one kind of check said. */
    static final String CHECK = "urn:throughline:check";

    /** Of an order: that its signer knows that checks could not be made, a {@code valueBoolean}. */
    static final String ACKNOWLEDGED = "urn:throughline:unchecked-acknowledged";

    private static final String RULE = "urn:throughline:rule";
    private static final String ISSUES = "http://terminology.hl7.org/CodeSystem/v3-ActCode";

    private Answers() {}

    /**
     * An order with answers to what may be found about it, by which it passes the gate.
     *
     * @param answers why it is signed nevertheless, by the findings' keys
     * @param acknowledged whether its signer knows that checks could not be made
     */
    public static JsonObject with(JsonObject order, Map<String, String> answers, boolean acknowledged) {
        List<Json> contained = new ArrayList<>();
        answers.forEach((key, reason) -> contained.add(JsonObject.builder()
                .add("resourceType", "DetectedIssue")
                .add("id", "finding-" + (contained.size() + 1))
                .add("identifier", JsonArray.of(identifier(key)))
                .add("status", "final")
                .add("mitigation", JsonArray.of(mitigation(reason)))
                .build()));
        JsonObject answered = contained.isEmpty() ? order : referring(order, contained);
        return acknowledged
                ? answered.with(
                        "extension",
                        JsonArray.of(JsonObject.builder()
                                .add("url", ACKNOWLEDGED)
                                .add("valueBoolean", JsonBoolean.TRUE)
                                .build()))
                : answered;
    }

    static JsonObject identifier(String key) {
        return JsonObject.builder().add("system", FINDING).add("value", key).build();
    }

    private static JsonObject mitigation(String reason) {
        return JsonObject.of("action", JsonObject.of("text", new JsonString(reason)));
    }

    /** The answers that stand in an order, by the findings' keys. */
    static Map<String, String> of(JsonObject order) {
        Map<String, String> answers = new LinkedHashMap<>();
        issues(order).forEach(issue -> {
            String reason = reason(issue);
            if (!reason.isBlank()) {
                answers.put(key(issue), reason);
            }
        });
        return answers;
    }

    static boolean acknowledges(JsonObject order) {
        return order.objects("extension").stream()
                .anyMatch(
                        each -> ACKNOWLEDGED.equals(each.text("url")) && each.get("valueBoolean") == JsonBoolean.TRUE);
    }

    /** The answers that somebody gave in an order before, with when; none of those that the order took over itself. */
    static Stream<Earlier> earlier(JsonObject order) {
        return issues(order).flatMap(issue -> {
            JsonObject mitigation =
                    issue.objects("mitigation").stream().findFirst().orElse(JsonObject.EMPTY);
            String by = Parts.text(mitigation.object("author"), "reference");
            LocalDate on = PersonReader.day(Parts.text(mitigation, "date"));
            String reason = reason(issue);
            return by.isEmpty() || on == null || reason.isBlank()
                    ? Stream.empty()
                    : Stream.of(new Earlier(key(issue), by, on, reason));
        });
    }

    private static Stream<JsonObject> issues(JsonObject order) {
        return order.objects("contained").stream()
                .filter(each -> "DetectedIssue".equals(each.text("resourceType")))
                .filter(each -> !key(each).isEmpty());
    }

    /** The key of the finding that an issue is of; empty when it has none. */
    static String key(JsonObject issue) {
        return issue.objects("identifier").stream()
                .filter(each -> FINDING.equals(each.text("system")))
                .map(each -> Parts.text(each, "value"))
                .findFirst()
                .orElse("");
    }

    private static String reason(JsonObject issue) {
        return issue.objects("mitigation").stream()
                .map(each -> Concept.of(each.object("action")).text())
                .findFirst()
                .orElse("");
    }

    /**
     * An order as it is stored: with what was found, how it was answered by whom, and what could not be checked, in place of
     * what its writer sent of that.
     *
     * @param by a reference to who signs
     */
    static JsonObject stamped(
            JsonObject order,
            Looked.Order checked,
            Map<String, String> answers,
            Map<String, Earlier> earlier,
            JsonObject by,
            Instant now) {
        List<Json> contained = new ArrayList<>();
        for (Finding finding : checked.findings()) {
            String key = FindingKey.of(finding);
            Earlier before = earlier.get(key);
            String answer = answers.get(key);
            JsonObject mitigation = answer != null
                    ? mitigated(answer, now.truncatedTo(ChronoUnit.SECONDS).toString(), by)
                    : before == null
                            ? null
                            : mitigated(
                                    before.reason(),
                                    before.on().toString(),
                                    JsonObject.of("reference", new JsonString(before.by())));
            // Whoever reads the order need not be allowed to read what the finding is about.
            contained.add(issue(contained.size() + 1, finding.masked(), key, mitigation, now));
        }
        return withChecks(referring(order, contained), checked);
    }

    private static JsonObject mitigated(String reason, String date, JsonObject by) {
        return mitigation(reason).with("date", new JsonString(date)).with("author", by);
    }

    private static JsonObject issue(
            int number, Finding finding, String key, @Nullable JsonObject mitigation, Instant now) {
        JsonObject issue = JsonObject.builder()
                .add("resourceType", "DetectedIssue")
                .add("id", "finding-" + number)
                .add(
                        "extension",
                        JsonArray.of(JsonObject.builder()
                                .add("url", RULE)
                                .add(
                                        "valueString",
                                        finding.rule() + " of "
                                                + finding.version().file() + " "
                                                + finding.version().version())
                                .build()))
                .add("identifier", JsonArray.of(identifier(key)))
                .add("status", "final")
                .add("code", code(finding.kind()))
                .add("severity", severity(finding))
                .add("identifiedDateTime", now.truncatedTo(ChronoUnit.SECONDS).toString())
                .add("detail", finding.what() + ". " + finding.mechanism() + " " + finding.whatToDo())
                .addIfPresent(
                        "reference",
                        finding.source().url().isEmpty()
                                ? null
                                : new JsonString(finding.source().url()))
                .addIfPresent("mitigation", mitigation == null ? null : JsonArray.of(mitigation))
                .build();
        return Origins.marked(issue, finding);
    }

    private static String severity(Finding finding) {
        return switch (finding.severity()) {
            case DANGER -> "high";
            case CAUTION -> "moderate";
            case NOTE -> "low";
        };
    }

    /**
     * The code of a kind of check.
     *
     * @see <a href="https://hl7.org/fhir/R4/valueset-detectedissue-category.html">FHIR's codes</a>
     */
    static JsonObject code(Kind kind) {
        String code = switch (kind) {
            case ALLERGY -> "ALGY";
            case INTERACTION -> "DRG";
            case DUPLICATE -> "DUPTHPY";
            case DOSE -> "DOSE";
            case RENAL -> "DOSECOND";
            case CONDITION -> "COND";
            case PREGNANCY -> "PREG";
            case TEST, IMAGING -> "ALLDONE";
        };
        JsonObject concept = Concept.of(ISSUES, code, "");
        return concept.with("text", new JsonString(kind.words()));
    }

    private static JsonObject referring(JsonObject order, List<Json> issues) {
        List<Json> contained = new ArrayList<>(order.objects("contained").stream()
                .filter(each -> !("DetectedIssue".equals(each.text("resourceType"))
                        && !key(each).isEmpty()))
                .toList());
        contained.addAll(issues);
        String element = "MedicationRequest".equals(order.text("resourceType")) ? "detectedIssue" : "supportingInfo";
        List<Json> references = new ArrayList<>(order.objects(element).stream()
                .filter(each -> !Parts.text(each, "reference").startsWith("#finding-"))
                .toList());
        issues.forEach(issue ->
                references.add(JsonObject.of("reference", new JsonString("#" + Parts.text((JsonObject) issue, "id")))));
        JsonObject stored =
                contained.isEmpty() ? order.without("contained") : order.with("contained", new JsonArray(contained));
        return references.isEmpty() ? stored.without(element) : stored.with(element, new JsonArray(references));
    }

    private static JsonObject withChecks(JsonObject order, Looked.Order checked) {
        List<Json> extensions = new ArrayList<>(order.objects("extension").stream()
                .filter(each -> !CHECK.equals(each.text("url")))
                .toList());
        checked.answers().forEach(answer -> extensions.add(check(answer)));
        return extensions.isEmpty() ? order : order.with("extension", new JsonArray(extensions));
    }

    private static JsonObject check(Answer answer) {
        List<Json> parts = new ArrayList<>();
        parts.add(part("kind", answer.kind().name().toLowerCase(java.util.Locale.ROOT)));
        parts.add(part(
                "state",
                switch (answer.state()) {
                    case CLEAR -> "clear";
                    case FOUND -> "found";
                    case NOT_CHECKED -> "not-checked";
                }));
        for (Reason reason : answer.unchecked()) {
            parts.add(JsonObject.builder()
                    .add("url", "not-checked-because")
                    .add("valueString", reason.words())
                    .build());
        }
        return JsonObject.builder()
                .add("url", CHECK)
                .add("extension", new JsonArray(parts))
                .build();
    }

    private static JsonObject part(String url, String code) {
        return JsonObject.builder().add("url", url).add("valueCode", code).build();
    }
}
