package org.throughline.network.share;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.Parts;
import org.throughline.care.task.Addressee;
import org.throughline.care.task.NewTask;
import org.throughline.care.task.Recipient;
import org.throughline.care.task.Tasks;
import org.throughline.care.task.Waiting.Priority;
import org.throughline.care.task.Who;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Intent;
import org.throughline.record.Records;
import org.throughline.record.Stored;

/**
 * Whether allergies that can kill have reached the members who share the patient: each acknowledges the event that tells of it, and
 * the author is asked to see to it where one does not.
 */
public final class Reaching {
    private static final Caller PRODUCT = new Caller("sharing", "Sharing of records", Rights.EVERYTHING);
    private static final String TYPE = "AllergyIntolerance";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    /** Who has not acknowledged by then is called. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    /** What is older was told anew, such as when a link was made: nobody is waiting to hear that it arrived. */
    private static final Duration RECENT = Duration.ofDays(1);

    private static final int MOST = 50;

    private final Database database;
    private final Records records;
    private final Tasks tasks;
    private final Supplier<ZoneId> zone;
    private final InstantSource clock;

    /** @param zone of the practice */
    public Reaching(Database database, Records records, Tasks tasks, Supplier<ZoneId> zone, InstantSource clock) {
        this.database = database;
        this.records = records;
        this.tasks = tasks;
        this.zone = zone;
        this.clock = clock;
    }

    /**
     * Whether an allergy has reached a member.
     *
     * @param allergy the id of the AllergyIntolerance
     * @param member its name
     * @param told when it was found to be told
     * @param at when it said that it has it; null when it has not
     * @param heard when we last heard anything of it; null for never
     */
    public record Reached(
            String allergy,
            String member,
            Instant told,
            @Nullable Instant at,
            @Nullable Instant heard) {
        static Reached of(ResultSet row) throws SQLException {
            return new Reached(
                    Objects.requireNonNull(row.getString("id")),
                    Objects.requireNonNull(row.getString("name")),
                    Objects.requireNonNull(Sql.instant(row, "told")),
                    Sql.instant(row, "reached"),
                    Sql.instant(row, "contact"));
        }
    }

    /** Notes that a member is about to be told of those of these that can kill, each once. */
    static void told(Connection connection, int peer, String patient, Stored stored, JsonObject resource, Instant now)
            throws SQLException {
        if (isSevere(resource)) {
            Sql.change(
                    connection,
                    "INSERT INTO reaching (peer, resource, id, patient, written, told) VALUES (?, ?, ?, ?, ?, ?)"
                            + " ON CONFLICT DO NOTHING",
                    peer,
                    stored.address(),
                    stored.id(),
                    patient,
                    stored.updated(),
                    now);
        }
    }

    /** Whether an allergy can be dangerous and is not over. */
    static boolean isSevere(JsonObject resource) {
        return TYPE.equals(resource.text("resourceType"))
                && ("high".equals(resource.text("criticality"))
                        || resource.objects("reaction").stream()
                                .anyMatch(each -> "severe".equals(each.text("severity"))));
    }

    /** Notes that a member has taken what it was told. */
    static void taken(Connection connection, String subscription, Collection<Long> resources, Instant at)
            throws SQLException {
        Sql.change(
                connection,
                "UPDATE reaching r SET reached = ? FROM listener l WHERE l.subscription = ? AND r.peer = l.peer"
                        + " AND r.reached IS NULL AND r.resource = ANY (?::bigint[])",
                at,
                subscription,
                resources.stream().mapToLong(Long::longValue).toArray());
    }

    /** Those of a patient's record, with the members that share it now. */
    public List<Reached> of(String patient) {
        return database.read(connection -> Sql.list(
                connection,
                Reached::of,
                "SELECT r.id, p.name, r.told, r.reached, p.contact FROM reaching r JOIN peer p ON p.peer = r.peer"
                        + " WHERE r.patient = ? AND p.state = 'JOINED' AND EXISTS (SELECT 1 FROM link l"
                        + " WHERE l.peer = r.peer AND l.patient = r.patient AND l.ended IS NULL) ORDER BY p.name",
                patient));
    }

    private record Late(
            int peer,
            long resource,
            String patient,
            String member,
            @Nullable Instant contact) {}

    /** Asks authors to see to what has not reached a member. To be called every few seconds. */
    public void step() {
        Instant now = clock.instant();
        List<Late> late = database.read(connection -> Sql.list(
                connection,
                row -> new Late(
                        row.getInt("peer"),
                        row.getLong("resource"),
                        Objects.requireNonNull(row.getString("patient")),
                        Objects.requireNonNull(row.getString("name")),
                        Sql.instant(row, "contact")),
                "SELECT r.peer, r.resource, r.patient, p.name, p.contact FROM reaching r JOIN peer p ON p.peer = r.peer"
                        + " WHERE r.reached IS NULL AND NOT r.asked AND r.told < ? AND r.told < r.written + ?::interval"
                        + " AND p.state = 'JOINED' AND EXISTS (SELECT 1 FROM link l WHERE l.peer = r.peer"
                        + " AND l.patient = r.patient AND l.ended IS NULL) ORDER BY r.told LIMIT ?",
                now.minus(PATIENCE),
                RECENT.toHours() + " hours",
                MOST));
        late.forEach(each -> ask(each, now));
    }

    private void ask(Late late, Instant now) {
        List<Stored> found = records.present(PRODUCT, Set.of(late.resource()));
        List<Intent> intents = found.stream()
                .map(stored -> records.bodies().open(Objects.requireNonNull(stored.body())))
                .map(allergy -> tasks.giving(new Who(PRODUCT, null), task(late, allergy, now)))
                .toList();
        if (intents.isEmpty()) {
            database.inTransaction(connection -> mark(connection, late));
            return;
        }
        try {
            records.write(
                    PRODUCT,
                    intents,
                    (at, written, patients) -> Access.of(
                            at,
                            PRODUCT,
                            Action.CREATE,
                            0,
                            "an allergy has not reached " + late.member(),
                            201,
                            Set.of(Address.of("Patient", late.patient()))),
                    Records.Company.with((connection, written) -> {
                        if (mark(connection, late) == 0) {
                            throw new Failed(new Failure.Conflict("They have been asked already."));
                        }
                    }));
        } catch (Failed e) {
            if (!(e.failure() instanceof Failure.Conflict)) {
                throw e;
            }
        }
    }

    private static int mark(Connection connection, Late late) throws SQLException {
        return Sql.change(
                connection,
                "UPDATE reaching SET asked = true WHERE peer = ? AND resource = ? AND NOT asked AND reached IS NULL",
                late.peer(),
                late.resource());
    }

    private NewTask task(Late late, JsonObject allergy, Instant now) {
        String silent = late.contact() == null
                ? ""
                : " It was last heard from at " + TIME.format(late.contact().atZone(zone.get())) + ".";
        return new NewTask(
                late.patient(),
                "Call " + late.member() + ": it has not acknowledged the allergy to "
                        + Parts.words(allergy.object("code")) + "." + silent
                        + " It is told again by itself; see the allergy in the chart for whether it has it by now.",
                author(allergy),
                LocalDate.ofInstant(now, zone.get()),
                Priority.URGENT,
                TYPE + "/" + allergy.text("id"));
    }

    private static Recipient author(JsonObject allergy) {
        JsonObject recorder = allergy.object("recorder");
        String reference = Parts.text(recorder, "reference");
        return reference.startsWith("Practitioner")
                ? new Recipient(new Addressee.Person(reference), Parts.text(recorder, "display"))
                : new Recipient(new Addressee.Role("physician"), "Physician");
    }
}
