package org.throughline.care.registration;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.check.SafetyConsent;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.record.Target;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;

/**
 * What belongs to a patient's registration beside who they are: insurance, those who are close to them, what they do not want
 * others to see, a photo. Each is read and written within the caller's rights.
 */
public final class PatientFile {
    private static final String COVERAGE = "Coverage";
    private static final String RELATED = "RelatedPerson";
    private static final String CONSENT = "Consent";
    private static final String PATIENT = "Patient";
    private static final int MOST = 200;

    private final Records records;
    private final Searches searches;
    private final Types types;
    private final InstantSource clock;

    public PatientFile(Records records, Searches searches, Types types, InstantSource clock) {
        this.records = records;
        this.searches = searches;
        this.types = types;
        this.clock = clock;
    }

    /**
     * Something in the file.
     *
     * @param version by which a change says what it was made from
     * @param active whether it holds
     */
    public record Entry<T>(String id, int version, boolean active, T what) {}

    /** The insurances, those that hold first, in the order in which they pay; none when the caller may not see any. */
    public List<Entry<Insurance>> insurances(Caller caller, String patient) {
        return list(
                caller,
                COVERAGE,
                new Argument("beneficiary", PATIENT + "/" + patient),
                each -> "active".equals(each.text("status")),
                Insurance::of,
                Comparator.comparing(Insurance::order));
    }

    public void add(Caller caller, String patient, Insurance insurance) {
        create(caller, insurance.create(patient));
    }

    /** Changes an insurance. */
    public void change(Caller caller, String patient, String id, int version, Insurance insurance) {
        change(caller, patient, COVERAGE, id, version, insurance::write);
    }

    /** Says that an insurance does not hold any more. */
    public void endInsurance(Caller caller, String patient, String id, int version) {
        change(caller, patient, COVERAGE, id, version, each -> each.with("status", new JsonString("cancelled")));
    }

    /** Those who are close to the patient or act for them. */
    public List<Entry<Relative>> relatives(Caller caller, String patient) {
        return list(
                caller,
                RELATED,
                new Argument("patient", PATIENT + "/" + patient),
                each -> each.get("active") != JsonBoolean.FALSE,
                Relative::of,
                Comparator.comparing(Relative::name));
    }

    public void add(Caller caller, String patient, Relative relative) {
        create(caller, relative.create(patient));
    }

    /** Says that somebody is not close to the patient any more. */
    public void endRelative(Caller caller, String patient, String id, int version) {
        change(caller, patient, RELATED, id, version, each -> each.with("active", JsonBoolean.FALSE));
    }

    /** What the patient does not want others to see; empty for a consent that says something else. */
    public List<Entry<Optional<Refusal>>> consents(Caller caller, String patient) {
        return list(
                caller,
                CONSENT,
                new Argument("patient", PATIENT + "/" + patient),
                each -> "active".equals(each.text("status")),
                Refusal::of,
                Comparator.comparing(each -> each.map(Refusal::display).orElse("")));
    }

    /** Whether what the patient keeps private may be used to check orders; empty when nobody has asked. */
    public Optional<Boolean> safetyUse(Caller caller, String patient) {
        return SafetyConsent.answer(
                safetyConsents(caller, patient).stream().map(this::open).toList());
    }

    /** Notes the patient's answer to that, in place of the one before. */
    public void setSafetyUse(Caller caller, String patient, boolean may) {
        List<Intent> intents = new ArrayList<>();
        for (Stored each : safetyConsents(caller, patient)) {
            intents.add(new Intent.Patch(
                    new Target.ById(CONSENT, each.id()),
                    before -> before.with("status", new JsonString("inactive")),
                    Precondition.NONE));
        }
        JsonObject answer = SafetyConsent.create(patient, may, clock.instant());
        intents.add(new Intent.Create(CONSENT, () -> answer, null, null));
        write(caller, intents, Action.CREATE, CONSENT);
    }

    private List<Stored> safetyConsents(Caller caller, String patient) {
        return found(
                        caller,
                        CONSENT,
                        new Argument("patient", PATIENT + "/" + patient),
                        new Argument("status", "active"))
                .stream()
                .filter(each -> SafetyConsent.is(open(each)))
                .toList();
    }

    public void add(Caller caller, String patient, Refusal refusal) {
        create(caller, refusal.create(patient, clock.instant()));
    }

    /** Revokes a consent: it is in force no more from this moment on. */
    public void revoke(Caller caller, String patient, String id, int version) {
        change(caller, patient, CONSENT, id, version, each -> each.with("status", new JsonString("inactive")));
    }

    /**
     * Keeps a photo.
     *
     * @param sent as a browser sends a file: {@code data:image/png;base64,…}
     * @throws Failed with {@link Failure.Invalid} when it is none
     */
    public void setPhoto(Caller caller, String patient, String sent) {
        byte[] jpeg = Photo.square(Photo.sent(sent));
        write(
                caller,
                new Intent.Patch(new Target.ById(PATIENT, patient), each -> Photo.on(each, jpeg), Precondition.NONE),
                Action.UPDATE,
                PATIENT + "/" + patient);
    }

    public void removePhoto(Caller caller, String patient) {
        write(
                caller,
                new Intent.Patch(new Target.ById(PATIENT, patient), each -> each.without("photo"), Precondition.NONE),
                Action.UPDATE,
                PATIENT + "/" + patient);
    }

    /** The photo as a JPEG; empty when there is none. */
    public byte[] photo(Caller caller, String patient) {
        return Photo.of(open(records.read(caller, PATIENT, patient)));
    }

    private <T> List<Entry<T>> list(
            Caller caller,
            String type,
            Argument patient,
            Function<JsonObject, Boolean> active,
            Function<JsonObject, T> read,
            Comparator<T> order) {
        if (!caller.may(Interaction.SEARCH, type)) {
            return List.of();
        }
        List<Entry<T>> entries = new ArrayList<>();
        for (Stored stored : found(caller, type, patient)) {
            JsonObject resource = open(stored);
            if (!"entered-in-error".equals(resource.text("status")) && !SafetyConsent.is(resource)) {
                entries.add(new Entry<>(stored.id(), stored.version(), active.apply(resource), read.apply(resource)));
            }
        }
        entries.sort(Comparator.comparing((Entry<T> each) -> !each.active())
                .thenComparing(Entry::what, order)
                .thenComparing(Entry::id));
        return entries;
    }

    private List<Stored> found(Caller caller, String type, Argument... criteria) {
        List<Argument> arguments = new ArrayList<>(List.of(criteria));
        arguments.add(new Argument("_count", Integer.toString(MOST)));
        return searches.run(
                        caller,
                        new SearchRequest(new org.throughline.search.query.Target.OfType(type), arguments, true))
                .matches();
    }

    private void create(Caller caller, JsonObject resource) {
        String type = Objects.requireNonNull(resource.text("resourceType"));
        write(caller, new Intent.Create(type, () -> resource, null, null), Action.CREATE, type);
    }

    private void change(
            Caller caller, String patient, String type, String id, int version, UnaryOperator<JsonObject> edit) {
        if (records.read(caller, type, id).patient() != Address.of(PATIENT, patient)) {
            throw new Failed(new Failure.NotFound("There is no such entry for this patient."));
        }
        try {
            write(
                    caller,
                    new Intent.Patch(new Target.ById(type, id), edit, new Precondition.Version(version)),
                    Action.UPDATE,
                    type + "/" + id);
        } catch (Failed e) {
            throw e.failure() instanceof Failure.PreconditionFailed
                    ? new Failed(new Failure.Conflict("Somebody else has changed this meanwhile. Look again."), e)
                    : e;
        }
    }

    private void write(Caller caller, Intent intent, Action action, String target) {
        write(caller, List.of(intent), action, target);
    }

    private void write(Caller caller, List<Intent> intents, Action action, String target) {
        records.write(
                caller,
                intents,
                (at, written, patients) -> Access.of(
                        at,
                        caller,
                        action,
                        types.number(intents.getFirst().type()),
                        target,
                        action == Action.CREATE ? 201 : 200,
                        patients));
    }

    private JsonObject open(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }
}
