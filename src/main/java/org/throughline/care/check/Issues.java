package org.throughline.care.check;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Optional;
import org.throughline.care.Parts;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Concept;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.safety.answer.Finding;

/**
 * Dangers that were found in what a patient takes already, as resources. Pure.
 *
 * @see <a href="https://hl7.org/fhir/R4/detectedissue.html">DetectedIssue</a>
 */
final class Issues {
    /** By which the task of an issue refers to it while both are written. */
    static final String FULL_URL = "urn:uuid:2b6c2a5e-0000-4000-8000-000000000000";

    private static final String OWN = "urn:throughline:code";
    private static final String ROLES = "urn:throughline:role";

    private Issues() {}

    /** Whether nobody has answered it yet. */
    static boolean isOpen(JsonObject issue) {
        return "preliminary".equals(issue.text("status"));
    }

    /** Whether it no longer held when that was last looked at. */
    static boolean isWithdrawn(JsonObject issue) {
        return "cancelled".equals(issue.text("status"));
    }

    static JsonObject issue(String patient, String key, Finding finding, Collection<String> about, Instant now) {
        JsonObject.Builder issue = JsonObject.builder()
                .add("resourceType", "DetectedIssue")
                .add("identifier", JsonArray.of(Answers.identifier(key)))
                .add("status", "preliminary")
                .add("code", Answers.code(finding.kind()))
                .add("severity", "high")
                .add("patient", Parts.reference("Patient", patient, ""))
                .add("identifiedDateTime", now.truncatedTo(ChronoUnit.SECONDS).toString());
        if (!about.isEmpty()) {
            issue.add(
                    "implicated",
                    new JsonArray(about.stream()
                            .<Json>map(each -> Author.reference(each, ""))
                            .toList()));
        }
        issue.add("detail", finding.what() + ". " + finding.mechanism() + " " + finding.whatToDo());
        if (!finding.source().url().isEmpty()) {
            issue.add("reference", finding.source().url());
        }
        return Origins.marked(issue.build(), finding);
    }

    /** One that was withdrawn and holds again. */
    static JsonObject again(JsonObject before, JsonObject issue) {
        JsonObject meta = before.object("meta");
        JsonObject again = issue.with("id", new JsonString(Parts.text(before, "id")));
        return meta == null ? again : again.with("meta", meta);
    }

    static JsonObject withdrawn(JsonObject issue) {
        return issue.with("status", new JsonString("cancelled"));
    }

    /** A task that nobody needs to do any more. */
    static JsonObject over(JsonObject task) {
        return task.with("status", new JsonString("cancelled"))
                .with("statusReason", JsonObject.of("text", new JsonString("The danger is over")));
    }

    /** @param owner whoever prescribed; where nobody is named, or is not here any more, it is the physicians' */
    static JsonObject task(String patient, Finding finding, Optional<JsonObject> owner, String focus, Instant now) {
        String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
        JsonObject.Builder task = JsonObject.builder()
                .add("resourceType", "Task")
                .add("status", "requested")
                .add("intent", "order")
                .add("priority", "urgent")
                .add("code", Concept.of(OWN, "danger", "Danger in what the patient takes"))
                .add("description", finding.what() + ". " + finding.whatToDo())
                .add("focus", Author.reference(focus, ""))
                .add("for", Parts.reference("Patient", patient, ""))
                .add("authoredOn", time)
                .add("lastModified", time)
                .add("requester", JsonObject.of("display", new JsonString("Safety checks")));
        owner.ifPresent(whose -> task.add("owner", whose));
        task.add("performerType", JsonArray.of(Concept.of(ROLES, "physician", "Physician")));
        return task.build();
    }
}
