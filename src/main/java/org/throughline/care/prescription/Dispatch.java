package org.throughline.care.prescription;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.access.Rights;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.Parts;
import org.throughline.care.entry.Author;
import org.throughline.care.task.Addressee;
import org.throughline.care.task.NewTask;
import org.throughline.care.task.Recipient;
import org.throughline.care.task.Tasks;
import org.throughline.care.task.Waiting.Priority;
import org.throughline.care.task.Who;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.kernel.Ids;
import org.throughline.record.Intent;
import org.throughline.record.Outcome;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.record.Target;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;

/** The prescriber's end: sends prescriptions to pharmacies, takes them back, and notes what becomes of them on the way. */
public final class Dispatch {
    static final Caller PRODUCT = new Caller("pharmacy", "Messages with pharmacies", Rights.EVERYTHING);
    private static final String MOST = "500";

    private final Records records;
    private final Searches searches;
    private final Types types;
    private final Pharmacies pharmacies;
    private final Tasks tasks;
    private final Post post;
    private final Ids ids;
    private final House house;
    private final InstantSource clock;

    /**
     * Where messages come from.
     *
     * @param organization the id of the Organization that the practice is
     * @param base the address of the API
     */
    public record House(Supplier<String> organization, String base) {}

    public Dispatch(
            Records records, Searches searches, Types types, Post post, Ids ids, House house, InstantSource clock) {
        this.records = records;
        this.searches = searches;
        this.types = types;
        this.pharmacies = new Pharmacies(records, searches, types);
        this.tasks = new Tasks(records, searches, types, clock);
        this.post = post;
        this.ids = ids;
        this.house = house;
        this.clock = clock;
    }

    /**
     * A prescription that is being signed and goes to a pharmacy.
     *
     * @param place where its MedicationRequest stands among what is written
     * @param url by which others of the transaction refer to it
     * @param pharmacy the id of the Organization
     * @param answers the id of the Task by which the pharmacy asked for it; empty for none
     */
    public record Leaving(int place, String url, String pharmacy, String answers) {}

    /** What is written with prescriptions so that they leave. */
    public record Parcel(List<Intent> intents, Records.Company company) {
        static final Parcel NOTHING = new Parcel(List.of(), Records.Company.NONE);

        public Parcel {
            intents = List.copyOf(intents);
        }
    }

    /**
     * What is written with prescriptions of a patient so that they leave when they are signed.
     *
     * @param before how many intents stand before these
     * @throws Failed with {@link Failure.Invalid} when a pharmacy gets no messages
     */
    public Parcel parcel(Caller caller, String patient, Author by, List<Leaving> leaving, int before) {
        if (leaving.isEmpty()) {
            return Parcel.NOTHING;
        }
        Instant now = clock.instant();
        JsonObject whose = read(caller, "Patient/" + patient);
        JsonObject signer = read(caller, by.reference());
        JsonObject practice = practice();
        List<Pharmacy> to = new ArrayList<>();
        List<Intent> intents = new ArrayList<>();
        Map<Integer, JsonObject> answered = new HashMap<>();
        for (Leaving each : leaving) {
            Pharmacy pharmacy = pharmacies
                    .of(caller, each.pharmacy())
                    .filter(Pharmacy::connected)
                    .orElseThrow(() -> new Failed(new Failure.Invalid(
                            "value", "pharmacy", "This pharmacy gets no messages. Print the prescription.")));
            to.add(pharmacy);
            JsonObject task = Exchange.task(each.url(), patient, pharmacy, now);
            intents.add(new Intent.Create("Task", () -> task, null, null));
        }
        for (int i = 0; i < leaving.size(); i++) {
            String request = leaving.get(i).answers();
            if (!request.isEmpty()) {
                answered.put(i, read(caller, "Task/" + request));
                intents.add(new Intent.Patch(
                        new Target.ById("Task", request),
                        task -> Asked.approved(task, patient, now),
                        Precondition.NONE));
            }
        }
        return new Parcel(
                intents,
                post.sending(written -> letters(written, leaving, before, to, answered, whose, signer, practice, now)));
    }

    private List<Letter> letters(
            List<Outcome> written,
            List<Leaving> leaving,
            int before,
            List<Pharmacy> to,
            Map<Integer, JsonObject> answered,
            JsonObject patient,
            JsonObject prescriber,
            JsonObject practice,
            Instant now) {
        List<Letter> letters = new ArrayList<>();
        for (int i = 0; i < leaving.size(); i++) {
            JsonObject request = opened(written.get(leaving.get(i).place()));
            String task =
                    Objects.requireNonNull(written.get(before + i).stored()).id();
            JsonObject asked = answered.get(i);
            List<JsonObject> told = Told.prescription(request, patient, prescriber, practice, asked);
            Message message = new Message(
                    ids.next(),
                    now,
                    Event.PRESCRIPTION,
                    house.base(),
                    to.get(i).ncpdp(),
                    told.getFirst(),
                    told.subList(1, told.size()));
            letters.add(letter(message, to.get(i).id(), task));
        }
        return letters;
    }

    private Letter letter(Message message, String to, String task) {
        return new Letter(message.id(), house.organization().get(), to, "Task/" + task, message.bundle());
    }

    /** What becomes of a patient's prescriptions that were sent, by the references of the MedicationRequests. */
    public Map<String, Exchange> of(Caller caller, String patient) {
        return find(
                        caller,
                        "Task",
                        new Argument("patient", "Patient/" + patient),
                        new Argument("code", Exchange.CODES + "|" + Exchange.FULFILL),
                        new Argument("_sort", "-_lastUpdated"))
                .stream()
                .flatMap(task -> Exchange.of(task).stream())
                .collect(Collectors.toMap(Exchange::order, each -> each, (newer, older) -> newer));
    }

    /** What pharmacies ask about a patient's prescriptions and nobody has answered, the oldest first. */
    public List<Asked> asked(Caller caller, String patient) {
        return find(
                        caller,
                        "Task",
                        new Argument("patient", "Patient/" + patient),
                        new Argument(
                                "code",
                                Asked.CODES + "|" + Event.RENEWAL_REQUEST.code() + "," + Asked.CODES + "|"
                                        + Event.CHANGE_REQUEST.code()),
                        new Argument("status", "requested,in-progress"),
                        new Argument("_sort", "_lastUpdated"))
                .stream()
                .flatMap(task -> Asked.of(task).stream())
                .toList();
    }

    /** What the prescription says that is asked about. */
    public Prescription about(Caller caller, Asked asked) {
        return Prescription.of(read(caller, "MedicationRequest/" + asked.order()));
    }

    /**
     * Denies what a pharmacy asks.
     *
     * @param task the id of the Task
     * @throws Failed with {@link Failure.Invalid} without a reason, with {@link Failure.Conflict} when it is answered already
     */
    public void deny(Caller caller, String patient, String task, String reason) {
        if (reason.isBlank()) {
            throw new Failed(new Failure.Invalid("required", "reason", "Say why not."));
        }
        JsonObject asked = read(caller, "Task/" + task);
        String order = Parts.idOf(asked.object("focus"), "MedicationRequest");
        Exchange exchange = task(order, Parts.idOf(asked.object("requester"), "Organization"))
                .flatMap(Exchange::of)
                .orElseThrow(() -> new Failed(new Failure.NotFound("There is no such request.")));
        Message message = new Message(
                ids.next(),
                clock.instant(),
                Event.DENIAL,
                house.base(),
                "",
                Told.task(ids.next(), Event.DENIAL, order, "rejected", reason.strip(), Asked.request(asked)),
                List.of());
        records.write(
                caller,
                List.of(new Intent.Patch(
                        new Target.ById("Task", task),
                        present -> Asked.denied(present, patient, reason.strip(), clock.instant()),
                        Precondition.NONE)),
                (at, written, patients) ->
                        Access.of(at, caller, Action.UPDATE, types.number("Task"), "Task/" + task, 200, patients),
                post.sending(written -> List.of(letter(message, exchange.pharmacy(), exchange.id()))));
    }

    /** The exchange of a prescription, with its Task; empty when it was not sent. */
    Optional<JsonObject> task(String order, String pharmacy) {
        List<Argument> arguments = new ArrayList<>(List.of(
                new Argument("focus", "MedicationRequest/" + order),
                new Argument("code", Exchange.CODES + "|" + Exchange.FULFILL)));
        if (!pharmacy.isEmpty()) {
            arguments.add(new Argument("owner", "Organization/" + pharmacy));
        }
        return find(PRODUCT, "Task", arguments.toArray(Argument[]::new)).stream()
                .filter(each -> Exchange.of(each).isPresent())
                .findFirst();
    }

    /** Takes a prescription back that is not in force any more: from what waits, or by a message to the pharmacy. */
    public void takeBack(JsonObject request) {
        Optional<JsonObject> found = task(Parts.text(request, "id"), "");
        Optional<Exchange> exchange = found.flatMap(Exchange::of);
        if (exchange.isEmpty()
                || !exchange.get().stage().open()
                || exchange.get().stage() == Stage.CANCELLING
                || exchange.get().stage() == Stage.TOO_LATE) {
            return;
        }
        Exchange sent = exchange.get();
        if (post.withdraw("Task/" + sent.id())) {
            hear(found.get(), Stage.CANCELLED, "", Records.Company.NONE);
            return;
        }
        String reason = Parts.words(request.object("statusReason"));
        Message message = new Message(
                ids.next(),
                clock.instant(),
                Event.CANCEL,
                house.base(),
                "",
                Told.task(ids.next(), Event.CANCEL, Parts.text(request, "id"), "requested", reason, ""),
                List.of());
        hear(
                found.get(),
                Stage.CANCELLING,
                reason,
                post.sending(written -> List.of(letter(message, sent.pharmacy(), sent.id()))));
    }

    /**
     * Sends a prescription again that was given up: as the same message, so that it cannot arrive twice.
     *
     * @param order the reference of the MedicationRequest, which the caller may change
     * @throws Failed with {@link Failure.Conflict} when it is not in force, or is on its way
     */
    public void sendAgain(Caller caller, String patient, String order) {
        JsonObject request = read(caller, order);
        if (!Parts.idOf(request.object("subject"), "Patient").equals(patient)
                || !caller.may(Interaction.UPDATE, "MedicationRequest")) {
            throw new Failed(new Failure.NotFound("There is no such prescription."));
        }
        JsonObject task = task(Parts.text(request, "id"), "")
                .filter(each -> Exchange.of(each)
                        .filter(sent -> sent.stage() == Stage.FAILED)
                        .isPresent())
                .filter(each -> "active".equals(request.text("status")))
                .orElseThrow(() -> new Failed(
                        new Failure.Conflict("This prescription is over, or on its way. Nothing was sent.")));
        hear(task, Stage.WAITING, "", post.retrying("Task/" + Parts.text(task, "id")));
    }

    private void hear(JsonObject task, Stage stage, String why, Records.Company company) {
        write(
                List.of(new Intent.Patch(
                        new Target.ById("Task", Parts.text(task, "id")),
                        present -> Exchange.heard(present, stage, why, clock.instant()),
                        new Precondition.Version(Integer.parseInt(Parts.text(task.object("meta"), "versionId"))))),
                company);
    }

    /** The other end has a message about this. */
    public void delivered(String about) {
        heard(about, Stage.RECEIVED, "");
    }

    /** It is not known whether the other end has it. */
    public void unsure(String about) {
        heard(about, Stage.SENT, "");
    }

    private void heard(String about, Stage stage, String why) {
        Optional<JsonObject> found = taskOf(about);
        if (found.isPresent()) {
            JsonObject task = found.get();
            Stage present = Exchange.of(task).map(Exchange::stage).orElse(stage);
            if (present.after(stage) != present) {
                hear(task, stage, why, Records.Company.NONE);
            }
        }
    }

    /** A message about this is given up; whoever prescribed has to print it or to call. */
    public void failed(String about, String why) {
        Optional<JsonObject> found = taskOf(about);
        if (found.isEmpty()) {
            return;
        }
        JsonObject task = found.get();
        Exchange exchange = Exchange.of(task).orElseThrow();
        boolean cancelling = exchange.stage() == Stage.CANCELLING;
        if (exchange.stage() == Stage.FAILED || (cancelling && exchange.why().equals(why))) {
            return;
        }
        List<Intent> intents = new ArrayList<>(List.of(new Intent.Patch(
                new Target.ById("Task", exchange.id()),
                present -> Exchange.heard(present, cancelling ? Stage.CANCELLING : Stage.FAILED, why, clock.instant()),
                new Precondition.Version(Integer.parseInt(Parts.text(task.object("meta"), "versionId"))))));
        intents.add(notice(
                exchange,
                cancelling
                        ? exchange.name() + " could not be told that a prescription is cancelled: call"
                        : "A prescription did not reach " + exchange.name() + ": print it or call"));
        write(intents, Records.Company.NONE);
    }

    /** The Task that a message is about; empty for another one's message, and when somebody has deleted it. */
    private Optional<JsonObject> taskOf(String about) {
        if (!about.startsWith("Task/")) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(PRODUCT, about))
                    .filter(task -> Exchange.of(task).isPresent());
        } catch (Failed e) {
            if (e.failure() instanceof Failure.NotFound || e.failure() instanceof Failure.Gone) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** A task for whoever prescribed. */
    Intent notice(Exchange exchange, String words) {
        JsonObject requester =
                Objects.requireNonNullElse(read(PRODUCT, exchange.order()).object("requester"), JsonObject.EMPTY);
        return tasks.giving(
                new Who(PRODUCT, null),
                new NewTask(
                        exchange.patient(),
                        words,
                        new Recipient(
                                new Addressee.Person(Parts.text(requester, "reference")),
                                Parts.text(requester, "display")),
                        null,
                        Priority.URGENT,
                        exchange.order()));
    }

    private void write(List<Intent> intents, Records.Company company) {
        records.write(
                PRODUCT,
                intents,
                (at, written, patients) ->
                        Access.of(at, PRODUCT, Action.UPDATE, types.number("Task"), "Task", 200, patients),
                company);
    }

    private JsonObject practice() {
        String organization = house.organization().get();
        return organization.isEmpty()
                ? JsonObject.of("resourceType", new JsonString("Organization")).with("id", new JsonString("practice"))
                : read(PRODUCT, "Organization/" + organization);
    }

    JsonObject read(Caller caller, String reference) {
        int slash = reference.indexOf('/');
        return open(records.read(caller, reference.substring(0, Math.max(0, slash)), reference.substring(slash + 1)));
    }

    private List<JsonObject> find(Caller caller, String type, Argument... arguments) {
        List<Argument> all = new ArrayList<>(List.of(arguments));
        all.add(new Argument("_count", MOST));
        return searches
                .run(caller, new SearchRequest(new org.throughline.search.query.Target.OfType(type), all, true))
                .matches()
                .stream()
                .map(this::open)
                .toList();
    }

    private JsonObject opened(Outcome outcome) {
        return open(Objects.requireNonNull(outcome.stored()));
    }

    private JsonObject open(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }
}
