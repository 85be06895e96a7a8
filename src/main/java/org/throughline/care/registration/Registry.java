package org.throughline.care.registration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.chart.PersonReader;
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
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;

/** Registers patients, changes who they are said to be, and finds who they may be already. */
public final class Registry {
    private static final String PATIENT = "Patient";
    private static final int MOST_LOOKED_AT = 200;
    private static final int MOST_SHOWN = 8;
    private static final int ATTEMPTS = 20;

    private final Records records;
    private final Searches searches;
    private final Types types;
    private final RandomGenerator random;
    private final Likeness likeness = new Likeness(Nicknames.shipped());

    public Registry(Records records, Searches searches, Types types, RandomGenerator random) {
        this.records = records;
        this.searches = searches;
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

    /**
     * Those known already who may be the same person, the likeliest first.
     *
     * @param but the id of a patient who is left out; empty for none
     */
    public List<Candidate> candidates(Caller caller, Registration registration, String but) {
        Map<String, JsonObject> looked = new LinkedHashMap<>();
        for (List<Argument> search : searches(registration)) {
            find(caller, search).forEach(patient -> looked.putIfAbsent(String.valueOf(patient.text("id")), patient));
        }
        looked.remove(but);
        return looked.values().stream()
                .map(patient -> candidate(registration, patient))
                .filter(candidate -> !candidate.person().replaced())
                .filter(candidate -> candidate.points() >= Likeness.SHOWN)
                .sorted(Comparator.comparing(Candidate::strong)
                        .thenComparingInt(Candidate::points)
                        .reversed())
                .limit(MOST_SHOWN)
                .toList();
    }

    private Candidate candidate(Registration registration, JsonObject patient) {
        Likeness.Found found = likeness.of(registration, PatientResource.read(patient));
        return new Candidate(PersonReader.read(patient), found.points(), found.strong(), found.reasons());
    }

    /** Where to look: by birth date, by the beginnings of both names, by phone and e-mail. */
    private static List<List<Argument>> searches(Registration registration) {
        List<List<Argument>> all = new ArrayList<>();
        String birth = registration.birthDate();
        if (birth.length() == 10) {
            List<String> dates = new ArrayList<>(List.of(birth));
            dates.addAll(Likeness.nearDates(birth));
            all.add(List.of(new Argument("birthdate", String.join(",", dates))));
        }
        String given = Likeness.folded(registration.given());
        addNames(all, given, Likeness.folded(registration.family()));
        addNames(all, given, Likeness.folded(registration.earlier()));
        for (String phone : List.of(registration.mobile(), registration.phone())) {
            if (!phone.isEmpty()) {
                all.add(List.of(new Argument("phone", escaped(phone))));
            }
        }
        if (!registration.email().isEmpty()) {
            all.add(List.of(new Argument("email", escaped(registration.email()))));
        }
        return all;
    }

    private static void addNames(List<List<Argument>> all, String given, String family) {
        if (family.length() >= 2 && !given.isEmpty()) {
            all.add(List.of(
                    new Argument("family", family.substring(0, Math.min(3, family.length()))),
                    new Argument("given", given.substring(0, 1))));
        }
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\")
                .replace("$", "\\$")
                .replace("|", "\\|")
                .replace(",", "\\,");
    }

    private List<JsonObject> find(Caller caller, List<Argument> criteria) {
        List<Argument> arguments = new ArrayList<>(criteria);
        arguments.add(new Argument("_count", Integer.toString(MOST_LOOKED_AT)));
        return searches
                .run(
                        caller,
                        new SearchRequest(new org.throughline.search.query.Target.OfType(PATIENT), arguments, true))
                .matches()
                .stream()
                .map(this::open)
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
