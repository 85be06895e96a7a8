package org.throughline.care.note;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.care.entry.Author;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Address;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;
import org.throughline.search.query.Target;
import org.throughline.terminology.Coding;

/**
 * Asking a supervisor to sign too. What is asked is a Task that the supervisor owns, so that it can be handed over as any
 * other; the note is preliminary until then.
 */
public final class Cosigning {
    /** The code of such a Task. */
    public static final Coding CODE = new Coding("urn:throughline:code", "cosign", "Cosign a note");

    private static final int MOST = 200;
    private static final String TASK = "Task";

    private final Records records;
    private final Searches searches;

    public Cosigning(Records records, Searches searches) {
        this.records = records;
        this.searches = searches;
    }

    /**
     * A note that waits for somebody to sign it too.
     *
     * @param task the Task's id
     * @param note the DocumentReference's id
     * @param patient the Patient's id
     * @param title of the note
     * @param author who asks
     * @param asked when, as FHIR has it
     */
    public record Request(String task, String note, String patient, String title, String author, String asked) {
        /** The address of the patient in the store. */
        public long address() {
            return Address.of("Patient", patient);
        }
    }

    static JsonObject task(String note, String patient, String title, Author author, String supervisor, Instant now) {
        JsonObject code = JsonObject.builder()
                .add("system", CODE.system())
                .add("code", CODE.code())
                .add("display", CODE.display())
                .build();
        return JsonObject.builder()
                .add("resourceType", TASK)
                .add("status", "requested")
                .add("intent", "order")
                .add("code", JsonObject.of("coding", JsonArray.of(code)).with("text", new JsonString(CODE.display())))
                .add("description", title)
                .add("focus", NoteDocument.reference(note))
                .add("for", NoteDocument.reference("Patient/" + patient))
                .add("authoredOn", NoteDocument.time(now))
                .add("requester", author.json())
                .add("owner", NoteDocument.reference(supervisor))
                .build();
    }

    /** The notes that wait for somebody, the oldest first. */
    public List<Request> waiting(Caller caller, String practitioner) {
        return tasks(caller, new Argument("owner", practitioner), new Argument("_sort", "authored-on")).stream()
                .map(Cosigning::request)
                .toList();
    }

    private static Request request(JsonObject task) {
        JsonObject requester = task.object("requester");
        return new Request(
                NoteReader.text(task, "id"),
                id(task, "focus"),
                id(task, "for"),
                NoteReader.text(task, "description"),
                requester == null ? "" : NoteReader.text(requester, "display"),
                NoteReader.text(task, "authoredOn"));
    }

    private static String id(JsonObject task, String name) {
        JsonObject reference = task.object(name);
        return reference == null ? "" : NoteReader.text(reference, "reference").replaceFirst("^[A-Za-z]+/", "");
    }

    /** Those of a note that are open. */
    List<JsonObject> open(Caller caller, String note) {
        return tasks(caller, new Argument("focus", "DocumentReference/" + note));
    }

    private List<JsonObject> tasks(Caller caller, Argument... only) {
        if (!caller.may(Interaction.SEARCH, TASK)) {
            return List.of();
        }
        List<Argument> arguments = new ArrayList<>(List.of(only));
        arguments.add(new Argument("code", CODE.system() + "|" + CODE.code()));
        arguments.add(new Argument("status", "requested,received,accepted,in-progress"));
        arguments.add(new Argument("_count", Integer.toString(MOST)));
        return searches.run(caller, new SearchRequest(new Target.OfType(TASK), arguments, true)).matches().stream()
                .map(this::opened)
                .toList();
    }

    private JsonObject opened(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }
}
