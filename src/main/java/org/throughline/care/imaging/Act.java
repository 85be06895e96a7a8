package org.throughline.care.imaging;

import java.time.Instant;
import java.time.ZoneOffset;
import org.throughline.care.Parts;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Concept;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/** What somebody has done with a report: a Task that is completed, by which it is counted. Pure. */
enum Act {
    READING("reading", "Reading of images"),
    ADDENDUM("addendum", "Addendum to a report of imaging"),
    SECOND_READING("second-reading", "Second reading of images"),
    SECOND_ASKED("second-reading-asked", "A second reading is asked for");

    private final String code;
    private final String words;

    Act(String code, String words) {
        this.code = code;
        this.words = words;
    }

    String code() {
        return code;
    }

    /**
     * That it was done.
     *
     * @param report the reference of the DiagnosticReport
     * @param note what was said; empty for nothing
     */
    JsonObject done(String patient, String report, Author by, String note, Instant now) {
        return task(patient, report, note, now)
                .add("status", "completed")
                .add("requester", by.json())
                .add("owner", by.json())
                .build();
    }

    /** That it is asked of whoever has a role. */
    JsonObject asked(String patient, String report, Author by, String role, String note, Instant now) {
        return task(patient, report, note, now)
                .add("status", "requested")
                .add("requester", by.json())
                .add("performerType", JsonArray.of(Concept.of(Codes.ROLES, role, "Radiologist")))
                .build();
    }

    private JsonObject.Builder task(String patient, String report, String note, Instant now) {
        String time = Parts.moment(now, ZoneOffset.UTC);
        JsonObject.Builder task = JsonObject.builder()
                .add("resourceType", "Task")
                .add("intent", "order")
                .add("priority", "routine")
                .add("code", Concept.of(Codes.OWN, code, words))
                .add("description", words)
                .add("focus", Author.reference(report, ""))
                .add("for", Author.reference("Patient/" + patient, ""))
                .add("authoredOn", time)
                .add("lastModified", time);
        return note.isBlank()
                ? task
                : task.add("note", JsonArray.of(JsonObject.of("text", new JsonString(note.strip()))));
    }
}
