package org.throughline.care.stay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.care.chart.Notice;
import org.throughline.care.schedule.CancelReason;
import org.throughline.care.schedule.Scheduler;
import org.throughline.care.stay.StayTelling.Told;
import org.throughline.care.task.NewTask;
import org.throughline.care.task.Recipient;
import org.throughline.care.task.Tasks;
import org.throughline.care.task.Waiting.Priority;
import org.throughline.care.task.Who;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.record.Copy;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Target;

/**
 * What follows from a death. When our own record says it, what is booked is called off; reminders and recalls leave nobody who has died. When
 * another organization says it, somebody has a task to enter it, and the banner says so until then: a wrong death ends nobody's appointments.
 */
record Deaths(Looking looking, Clock clock) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd-MMM-yyyy", Locale.US);
    private static final int MOST = 200;
    private static final String TASK = "Task";

    /** As the banner knows it. */
    private static final String CODE = Notice.TOLD_DEAD;

    /** The id of the task that says that another organization tells of a death. */
    private static String id(String patient) {
        return UUID.nameUUIDFromBytes(("told dead " + patient).getBytes(UTF_8)).toString();
    }

    static boolean isDead(JsonObject patient) {
        return patient.has("deceasedDateTime") || patient.get("deceasedBoolean") == JsonBoolean.TRUE;
    }

    /**
     * The deaths that Patients tell of and no stay of the same organization does.
     *
     * @param persons our Patient, and those that others hold
     * @param ours what we are called
     */
    static List<Told> told(List<JsonObject> persons, List<Told> stays, String ours) {
        List<Told> deaths = new ArrayList<>();
        for (JsonObject person : persons) {
            Optional<String> holder = Copy.holder(person);
            boolean known = stays.stream()
                    .filter(stay -> Copy.holder(stay.stay()).equals(holder))
                    .anyMatch(stay -> death(stay) != null);
            if (isDead(person) && !known) {
                Instant at = StayReader.moment(person, "deceasedDateTime");
                deaths.add(new Told(
                        person,
                        List.of(new Happening(
                                "died", Happening.Kind.DIED, at, "", "known to " + holder.orElse(ours), ""))));
            }
        }
        return deaths;
    }

    private static @Nullable Happening death(Told told) {
        return told.happenings().stream()
                .filter(each -> each.kind() == Happening.Kind.DIED)
                .findFirst()
                .orElse(null);
    }

    /** What is written because of what is told. */
    List<Intent> after(String patient, List<JsonObject> persons, List<Told> told, Supplier<Recipient> to) {
        boolean ours =
                persons.stream().filter(each -> patient.equals(each.text("id"))).anyMatch(Deaths::isDead);
        List<Intent> intents = new ArrayList<>();
        if (ours) {
            intents.addAll(callingOff(patient));
        }
        Optional<Told> elsewhere = told.stream()
                .filter(each -> Copy.holder(each.stay()).isPresent() && death(each) != null)
                .findFirst();
        if (elsewhere.isPresent() || ours) {
            task(patient, ours ? Optional.empty() : elsewhere, ours, to.get()).ifPresent(intents::add);
        } else {
            present(patient).filter(Deaths::isOpen).ifPresent(ignored -> intents.add(ending(patient, false)));
        }
        return intents;
    }

    boolean toldElsewhere(String patient) {
        return present(patient).filter(Deaths::isOpen).isPresent();
    }

    private Optional<JsonObject> present(String patient) {
        return looking.find(Looking.PRODUCT, TASK, 1, Looking.of("_id", id(patient))).stream()
                .findFirst();
    }

    private List<Intent> callingOff(String patient) {
        return looking
                .find(
                        Looking.PRODUCT,
                        "Appointment",
                        MOST,
                        Looking.of("patient", "Patient/" + patient),
                        Looking.of("date", "ge" + LocalDate.now(clock)),
                        Looking.of("status", "proposed,pending,booked,waitlist"))
                .stream()
                .map(each -> Scheduler.callingOff(Parts.text(each, "id"), CancelReason.DECEASED))
                .toList();
    }

    /**
     * The task to enter what another organization tells, done when that is entered, or not needed when nobody tells it any more.
     * Once somebody has ended it, it is not given again.
     */
    private Optional<Intent> task(String patient, Optional<Told> elsewhere, boolean entered, Recipient to) {
        Optional<JsonObject> present = present(patient);
        boolean open = present.filter(Deaths::isOpen).isPresent();
        if (elsewhere.isEmpty()) {
            return open ? Optional.of(ending(patient, entered)) : Optional.empty();
        }
        if (present.isPresent()) {
            return Optional.empty();
        }
        Instant at = Objects.requireNonNull(death(elsewhere.get())).at();
        String words = "Died" + (at == null ? "" : " " + DAY.format(at.atZone(clock.getZone()))) + ", says "
                + Copy.holder(elsewhere.get().stay()).orElse("") + ": not entered here yet";
        JsonObject task = Tasks.resource(
                new Who(Looking.PRODUCT, null),
                new NewTask(patient, words, to, LocalDate.now(clock).plusDays(1), Priority.URGENT, ""),
                id(patient),
                CODE,
                "Enter a death",
                clock.instant());
        return Optional.of(
                new Intent.Update(new Target.ById(TASK, id(patient)), () -> task, new Precondition.Absent(), null));
    }

    private static boolean isOpen(JsonObject task) {
        return !Set.of("completed", "cancelled").contains(Parts.text(task, "status"));
    }

    private Intent ending(String patient, boolean entered) {
        return new Intent.Patch(
                new Target.ById(TASK, id(patient)),
                task -> task.with("status", new JsonString(entered ? "completed" : "cancelled"))
                        .with(
                                "lastModified",
                                new JsonString(clock.instant()
                                        .truncatedTo(ChronoUnit.MILLIS)
                                        .toString())),
                Precondition.NONE);
    }
}
