package org.throughline.care.registration;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Intent;
import org.throughline.record.Outcome;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.record.Target;

/** Registers patients, changes who they are said to be, and finds who they may be already. */
public final class Registry {
    private static final String PATIENT = "Patient";
    private static final int MOST_SHOWN = 8;

    /** From so many bits on somebody is worth showing beside a form: about what a name says that is not frequent. */
    private static final double SHOWN = 12;

    private static final int ATTEMPTS = 20;

    private final Records records;
    private final Matching matching;
    private final Types types;
    private final RandomGenerator random;

    public Registry(Records records, Matching matching, Types types, RandomGenerator random) {
        this.records = records;
        this.matching = matching;
        this.types = types;
        this.random = random;
    }

    /** A registration as it is now, with the version by which a change says what it was made from. */
    public record Present(int version, Registration registration) {}

    /**
     * Who a patient is said to be.
     *
     * @throws Failed when there is no such patient for this caller
     */
    public Present read(Caller caller, String id) {
        Stored stored = records.read(caller, PATIENT, id);
        return new Present(stored.version(), PatientResource.read(open(stored)));
    }

    /** Who somebody is said to be of whom others tell, such as by a Patient of theirs. */
    public static Registration described(JsonObject patient) {
        return PatientResource.read(patient);
    }

    /**
     * Those known already who may be the same person, the likeliest first.
     *
     * @param but the id of a patient who is left out; empty for none
     */
    public List<Candidate> candidates(Caller caller, Registration registration, String but) {
        JsonObject described =
                PatientResource.write(JsonObject.of("resourceType", new JsonString(PATIENT)), registration);
        return matching.compared(caller, described, judgement -> judgement.bits() >= SHOWN).stream()
                .filter(match -> !match.stored().id().equals(but))
                .map(match -> Candidate.of(match.patient(), match.judgement()))
                .sorted(Comparator.comparing(Candidate::strong).reversed())
                .limit(MOST_SHOWN)
                .toList();
    }

    /**
     * Registers somebody, with a number of the organization's own that has not been given yet.
     *
     * @param organization the id of the Organization that gives the number
     * @param site the id of the Organization whose patient it is
     * @return the id of the Patient
     */
    public String register(Caller caller, Registration registration, String organization, String site) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            String system = "urn:uuid:" + organization;
            String number = PatientNumber.next(random);
            JsonObject patient = PatientResource.write(fresh(system, number, site), registration);
            Outcome outcome = write(
                    caller,
                    new Intent.Create(PATIENT, () -> patient, "identifier=" + system + "|" + number, null),
                    Action.CREATE,
                    PATIENT);
            if (outcome.effect() == Outcome.Effect.CREATED) {
                return Objects.requireNonNull(outcome.stored()).id();
            }
        }
        throw new Failed(new Failure.Unavailable("No free patient number was found. Try again."));
    }

    private static JsonObject fresh(String system, String number, String site) {
        JsonObject type = JsonObject.builder()
                .add("system", "http://terminology.hl7.org/CodeSystem/v2-0203")
                .add("code", "MR")
                .build();
        JsonObject identifier = JsonObject.builder()
                .add("use", "usual")
                .add("type", JsonObject.of("coding", JsonArray.of(type)))
                .add("system", system)
                .add("value", number)
                .build();
        return JsonObject.builder()
                .add("resourceType", PATIENT)
                .add("identifier", JsonArray.of(identifier))
                .addIfPresent(
                        "managingOrganization",
                        site.isEmpty() ? null : JsonObject.of("reference", new JsonString("Organization/" + site)))
                .build();
    }

    /**
     * Changes who a patient is said to be.
     *
     * @param version the version that was changed
     * @throws Failed with {@link Failure.PreconditionFailed} when it is not the present one any more
     */
    public void change(Caller caller, String id, int version, Registration registration) {
        Intent intent = new Intent.Patch(
                new Target.ById(PATIENT, id),
                patient -> PatientResource.write(patient, registration),
                new Precondition.Version(version));
        write(caller, intent, Action.UPDATE, PATIENT + "/" + id);
    }

    private Outcome write(Caller caller, Intent intent, Action action, String target) {
        return records.write(
                        caller,
                        List.of(intent),
                        (at, written, patients) -> Access.of(
                                at,
                                caller,
                                action,
                                types.number(PATIENT),
                                target,
                                action == Action.CREATE ? 201 : 200,
                                patients))
                .getFirst();
    }

    private JsonObject open(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }
}
