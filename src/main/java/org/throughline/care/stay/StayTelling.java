package org.throughline.care.stay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.Parts;
import org.throughline.care.task.Addressee;
import org.throughline.care.task.Recipient;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Copy;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Target;
import org.throughline.search.Searches;
import org.throughline.terminology.lab.Labs;

/**
 * Tells those who treat a patient here what becomes of them: in our own house, and at another organization that shares its record
 * with us. Whoever tells it may do so again, at once in several processes or after a restart: what is to be told follows from what the record holds
 * at that moment, and what was told is known by its key.
 */
public final class StayTelling {
    private static final int MOST_STAYS = 20;
    private static final int MOST_MESSAGES = 200;
    private static final int MOST_WAITING = 1_000;
    private static final int ATTEMPTS = 4;
    private static final String PATIENT = "Patient";

    /** What is over for longer is no news: so nobody is told of stays of long ago when a record comes as a whole. */
    private static final Duration NEWS = Duration.ofDays(7);

    private static final Recipient NOBODY_IN_PARTICULAR = new Recipient(new Addressee.Role("physician"), "Physician");

    /** The type of discharge summaries, as a search wants it. */
    public static final String SUMMARIES = DischargeDocument.LOINC + "|" + DischargeDocument.CODE;

    private final Looking looking;
    private final Records records;
    private final CareGivers careGivers;
    private final Supplier<String> ours;
    private final BiPredicate<String, Long> mayKnow;
    private final Predicate<String> shared;
    private final Labs labs;
    private final Clock clock;

    /**
     * @param ours what our organization is called
     * @param mayKnow whether somebody of the staff, by their reference, is here and may see what lies at an address
     * @param shared whether another organization shares the record of a patient with us, by the Patient's id
     * @param labs which tests are the same
     * @param clock of the practice, in whose time zone is told
     */
    public StayTelling(
            Records records,
            Searches searches,
            Supplier<String> ours,
            BiPredicate<String, Long> mayKnow,
            Predicate<String> shared,
            Labs labs,
            Clock clock) {
        this.looking = new Looking(records, searches);
        this.records = records;
        this.careGivers = new CareGivers(looking, clock);
        this.ours = ours;
        this.mayKnow = mayKnow;
        this.shared = shared;
        this.labs = labs;
        this.clock = clock;
    }

    /** The classes of Encounters of which somebody is told, as a search wants them. */
    public static String classes() {
        return StayReader.CLASSES;
    }

    /** Whether somebody may be to be told of an Encounter of ours that was changed: not of what was over long ago. */
    public boolean isNews(JsonObject encounter) {
        Instant end = Parts.instant(encounter.object("period"), "end").orElse(null);
        return end == null || end.isAfter(clock.instant().minus(NEWS)) || StayReader.isWithdrawn(encounter);
    }

    /** Whether another organization says of a patient that they have died, and nobody here has entered it. */
    public boolean toldDead(String patient) {
        return new Deaths(looking, clock).toldElsewhere(patient);
    }

    /** Tells whatever is not told yet of a patient's stays and death. */
    public void look(String patient) {
        for (int left = ATTEMPTS; left > 0; left--) {
            try {
                write(patient, intents(patient));
                return;
            } catch (Failed e) {
                boolean meanwhile =
                        e.failure() instanceof Failure.PreconditionFailed || e.failure() instanceof Failure.Conflict;
                if (!meanwhile || left == 1) {
                    throw e;
                }
            }
        }
    }

    private List<Intent> intents(String patient) {
        String reference = "Patient/" + patient;
        List<JsonObject> messages = looking.find(
                Looking.PRODUCT,
                StayMessage.COMMUNICATION,
                MOST_MESSAGES,
                Looking.of("patient", reference),
                Looking.of("category", StayMessage.CODES + "|" + StayMessage.CATEGORY),
                Looking.of("_sort", "-sent"));
        List<JsonObject> stays = looking.find(
                Looking.OUTSIDE,
                "Encounter",
                MOST_STAYS,
                Looking.of("patient", reference),
                Looking.of("class", StayReader.CLASSES),
                Looking.of("_sort", "-date"));
        List<JsonObject> persons = looking.persons(patient);
        List<Told> told = new ArrayList<>();
        for (JsonObject stay : stays) {
            told.add(new Told(stay, StayReader.read(stay, ours.get())));
        }
        told.addAll(Deaths.told(persons, told, ours.get()));
        List<Intent> intents = new ArrayList<>();
        Map<String, List<JsonObject>> byStay = new LinkedHashMap<>();
        messages.forEach(each -> byStay.computeIfAbsent(StayMessage.stay(each), ignored -> new ArrayList<>())
                .add(each));
        for (Told each : told) {
            List<JsonObject> before = byStay.getOrDefault(each.id(), List.of());
            if (isToBeTold(each, before)) {
                intents.addAll(messages(patient, persons, each, before));
            }
        }
        intents.addAll(withdrawn(messages));
        intents.addAll(loops(patient, persons));
        intents.addAll(new Deaths(looking, clock).after(patient, persons, told, () -> owner(patient, persons)));
        return intents;
    }

    /**
     * What is known of a stay.
     *
     * @param stay the Encounter, or the Patient when a death is known without one
     */
    record Told(JsonObject stay, List<Happening> happenings) {
        String id() {
            return Parts.text(stay, "id");
        }

        boolean isOver() {
            return happenings.isEmpty()
                    || Set.of(Happening.Kind.DISCHARGED, Happening.Kind.DIED, Happening.Kind.WITHDRAWN)
                            .contains(happenings.getLast().kind());
        }
    }

    private boolean isToBeTold(Told told, List<JsonObject> before) {
        if (!before.isEmpty()) {
            return true;
        }
        Instant last =
                told.happenings().isEmpty() ? null : told.happenings().getLast().at();
        boolean withdrawn =
                !told.happenings().isEmpty() && told.happenings().getLast().kind() == Happening.Kind.WITHDRAWN;
        return !withdrawn
                && !told.happenings().isEmpty()
                && (!told.isOver()
                        || (last != null && last.isAfter(clock.instant().minus(NEWS))));
    }

    private List<Intent> messages(String patient, List<JsonObject> persons, Told told, List<JsonObject> before) {
        List<Intent> intents = new ArrayList<>();
        Map<String, JsonObject> present = new LinkedHashMap<>();
        before.forEach(each -> present.put(Parts.text(each, "id"), each));
        for (Recipient to : recipients(patient, persons, told)) {
            boolean role = to.addressee() instanceof Addressee.Role;
            String id = StayMessage.id(told.id(), to);
            JsonObject known = present.remove(id);
            JsonObject base = known == null ? StayMessage.empty(id, patient, told.stay(), to, role) : known;
            change(known, base, told).ifPresent(intents::add);
        }
        // Who was told once is told how it goes on, also when they treat the patient no more or have handed it on.
        present.values().stream()
                .filter(each -> !"entered-in-error".equals(each.text("status")))
                .forEach(each -> change(each, each, told).ifPresent(intents::add));
        return intents;
    }

    private Optional<Intent> change(@Nullable JsonObject known, JsonObject base, Told told) {
        StayWords words = new StayWords(clock.getZone(), !StayMessage.isOpen(base));
        Map<String, String> lines = new LinkedHashMap<>();
        told.happenings().forEach(each -> lines.put(each.key(), words.of(each)));
        boolean urgent = told.happenings().getLast().isUrgent();
        JsonObject whole = StayMessage.with(base, lines, urgent, from(told), clock.instant());
        if (known != null && whole.equals(known)) {
            return Optional.empty();
        }
        String id = Parts.text(whole, "id");
        Precondition only = known == null ? new Precondition.Absent() : new Precondition.Version(version(known));
        return Optional.of(new Intent.Update(new Target.ById(StayMessage.COMMUNICATION, id), () -> whole, only, null));
    }

    private String from(Told told) {
        String house = ours.get();
        return Copy.holder(told.stay()).orElse(house.isEmpty() ? "By itself" : house);
    }

    private static int version(JsonObject resource) {
        return Integer.parseInt(Parts.text(resource.object("meta"), "versionId"));
    }

    /** Who is told: those who treat the patient and may see what is told; else whoever nobody's things fall to. */
    private List<Recipient> recipients(String patient, List<JsonObject> persons, Told told) {
        Long address = Address.of(Parts.text(told.stay(), "resourceType"), told.id());
        List<Recipient> all = persons.stream()
                .filter(each -> patient.equals(each.text("id")))
                .flatMap(each -> careGivers.of(each).stream())
                .filter(each -> each.addressee() instanceof Addressee.Person(String reference)
                        && mayKnow.test(reference, address))
                .toList();
        return all.isEmpty() ? List.of(NOBODY_IN_PARTICULAR) : all;
    }

    /** What is to be done after discharges, and what of it has been done. */
    private List<Intent> loops(String patient, List<JsonObject> persons) {
        DischargeLoops loops = new DischargeLoops(looking, labs, clock);
        List<Intent> intents = new ArrayList<>();
        for (JsonObject document : DischargeLoops.documents(looking, clock, Looking.OUTSIDE, patient)) {
            String from = Copy.holder(document).orElseGet(ours);
            afterwards(patient, persons, document)
                    .ifPresent(to -> intents.addAll(loops.giving(document, patient, from, to)));
        }
        loops.foreign(patient).forEach((key, document) -> {
            String from = Copy.holder(document).orElse("elsewhere");
            afterwards(patient, persons, document)
                    .ifPresent(to -> intents.addAll(loops.giving(key, document, patient, from, to)));
        });
        List<Intent> withdrawn = loops.withdrawing(patient);
        intents.addAll(withdrawn);
        Set<String> gone = withdrawn.stream().map(StayTelling::target).collect(Collectors.toSet());
        loops.ending(patient).stream()
                .filter(each -> !gone.contains(target(each)))
                .forEach(intents::add);
        return intents;
    }

    private static String target(Intent intent) {
        return intent instanceof Intent.Patch patch && patch.target() instanceof Target.ById(String type, String id)
                ? type + "/" + id
                : "";
    }

    /**
     * Whose it is to go on after a discharge: the first of those who treat the patient here, but for who discharged them. Empty where
     * that is nobody and another organization, which shares the record, goes on.
     */
    private Optional<Recipient> afterwards(String patient, List<JsonObject> persons, JsonObject document) {
        Long address = Address.of(Parts.text(document, "resourceType"), Parts.text(document, "id"));
        Optional<JsonObject> author = document.objects("author").stream().findFirst();
        String by = author.map(each -> Parts.text(each, "reference")).orElse("");
        boolean theirs = Copy.holder(document).isPresent();
        Optional<Recipient> giver = persons.stream()
                .filter(each -> patient.equals(each.text("id")))
                .flatMap(each -> careGivers.of(each).stream())
                .filter(each -> each.addressee() instanceof Addressee.Person(String reference)
                        && (theirs || !reference.equals(by))
                        && mayKnow.test(reference, address))
                .findFirst();
        if (giver.isPresent() || theirs) {
            return Optional.of(giver.orElse(NOBODY_IN_PARTICULAR));
        }
        return shared.test(patient)
                ? Optional.empty()
                : Optional.of(
                        by.startsWith("Practitioner")
                                ? new Recipient(
                                        new Addressee.Person(by),
                                        author.map(each -> Parts.text(each, "display"))
                                                .orElse(""))
                                : NOBODY_IN_PARTICULAR);
    }

    /** The patients about whom something waits that ends by itself. */
    public Set<String> waiting() {
        Set<String> patients = new HashSet<>();
        looking.find(
                        Looking.PRODUCT,
                        "Task",
                        MOST_WAITING,
                        Looking.of("code", DischargeLoops.ENDING),
                        Looking.of("status", "requested,in-progress"))
                .forEach(each -> patients.add(Parts.idOf(each.object("for"), PATIENT)));
        return patients;
    }

    /** On whose list what is to be done about a patient is put first. */
    private Recipient owner(String patient, List<JsonObject> persons) {
        return persons.stream()
                .filter(each -> patient.equals(each.text("id")))
                .flatMap(each -> careGivers.of(each).stream())
                .findFirst()
                .orElse(NOBODY_IN_PARTICULAR);
    }

    /** What was told of stays that are here no more, since their holder has taken them back: it is unsaid. */
    private List<Intent> withdrawn(List<JsonObject> messages) {
        Map<Long, String> addresses = new LinkedHashMap<>();
        messages.stream()
                .filter(each -> !"entered-in-error".equals(each.text("status")))
                .map(StayMessage::stay)
                .filter(each -> Copy.Origin.of(each).isPresent())
                .forEach(each -> {
                    addresses.put(Address.of("Encounter", each), each);
                    addresses.put(Address.of(PATIENT, each), each);
                });
        Set<String> here = new HashSet<>();
        records.visible(Looking.OUTSIDE, addresses.keySet()).forEach(each -> here.add(addresses.get(each)));
        return messages.stream()
                .filter(each -> !"entered-in-error".equals(each.text("status")))
                .filter(each ->
                        addresses.containsValue(StayMessage.stay(each)) && !here.contains(StayMessage.stay(each)))
                .<Intent>map(each -> new Intent.Update(
                        new Target.ById(StayMessage.COMMUNICATION, Parts.text(each, "id")),
                        () -> StayMessage.withdrawn(each),
                        new Precondition.Version(version(each)),
                        null))
                .toList();
    }

    private void write(String patient, List<Intent> intents) {
        if (!intents.isEmpty()) {
            records.write(
                    Looking.PRODUCT,
                    intents,
                    (at, written, patients) -> Access.of(
                            at, Looking.PRODUCT, Action.UPDATE, 0, "stays of Patient/" + patient, 200, patients));
        }
    }
}
