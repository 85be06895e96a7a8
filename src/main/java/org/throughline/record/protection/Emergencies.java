package org.throughline.record.protection;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.throughline.access.Caller;
import org.throughline.access.Duty;
import org.throughline.access.Purpose;
import org.throughline.access.Sensitivity;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.Agent;
import org.throughline.audit.AuditTrail;
import org.throughline.database.Database;
import org.throughline.database.Pipeline;
import org.throughline.database.Sql;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * Charts opened with a reason (break-glass): somebody who does not treat a patient gets to see the record for some hours,
 * and the privacy officer looks into it. It is for people on screens; a program with a token cannot.
 */
public final class Emergencies {
    private static final Duration LENGTH = Duration.ofHours(4);

    /**
     * What a medical emergency opens to another organization beyond what treatment does.
     *
     * @see <a href="https://www.ecfr.gov/current/title-42/section-2.51">42 CFR 2.51, medical emergencies</a>
     */
    private static final Set<String> OPENED = Set.of(Sensitivity.ETH.name());

    private static final int SHORTEST_REASON = 3;
    private static final int LONGEST_REASON = 500;
    private static final String SELECT =
            "SELECT emergency, agent, display, id, reason, begun, until, reviewed, reviewer,"
                    + " finding FROM emergency WHERE ";

    private final Database database;
    private final AuditTrail audit;
    private final InstantSource clock;

    public Emergencies(Database database, AuditTrail audit, InstantSource clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Opens the chart of a patient whom the caller can find.
     *
     * @param reason in the caller's words
     * @throws Failed with {@link Failure.Forbidden} when the caller has no such right, and with {@link Failure.Malformed}
     *     when no reason is given or it is too long
     */
    public void open(Caller caller, String patient, String reason) {
        String words = mayGive(caller, reason);
        Instant now = clock.instant();
        enter(caller, patient, words, now, now.plus(LENGTH), "");
    }

    /**
     * Enters that the caller asks other organizations about a patient in an emergency. It opens nothing here; the privacy
     * officer looks into it as into a chart that was opened.
     *
     * @throws Failed as {@link #open}
     */
    public void ask(Caller caller, String patient, String reason) {
        String words = mayGive(caller, reason);
        Instant now = clock.instant();
        enter(caller, patient, words, now, now, " elsewhere");
    }

    /**
     * As whom a member of the network reads a patient's record in an emergency, for one answer. The rights are those of the
     * member's role as if it treated the patient; of consents only those bind it that name emergencies, and records about
     * substance use are open as 42 CFR 2.51 has it.
     *
     * @throws Failed with {@link Failure.Forbidden} when it does not ask in an emergency
     */
    public static Caller asked(Caller member, String patient) {
        if (member.purpose() != Purpose.ETREAT || member.mandate() == null) {
            throw new Failed(new Failure.Forbidden("This is answered in an emergency only (ETREAT)."));
        }
        return member.with(member.rights().inEmergency(Address.of("Patient", patient), OPENED));
    }

    /**
     * Enters that a member of the network is given a patient's summary in an emergency, before it is given.
     *
     * @param reason in the words of whoever asks there
     * @throws Failed with {@link Failure.Malformed} when no reason is given or it is too long
     */
    public void give(Caller member, String patient, String reason) {
        Instant now = clock.instant();
        enter(member, patient, words(reason), now, now, " summary");
    }

    /** Enters that a member of the network asked in an emergency, and the patient's consents say no. */
    public void refuse(Caller member, String patient, String reason) {
        Instant now = clock.instant();
        long address = Address.of("Patient", patient);
        audit.record(Access.of(
                now,
                member,
                Action.EMERGENCY,
                0,
                "emergency/Patient/" + patient + " summary: " + words(reason),
                403,
                Set.of(address)));
    }

    private static String mayGive(Caller caller, String reason) {
        if (!caller.may(Duty.BREAK_GLASS)) {
            throw new Failed(new Failure.Forbidden("Your role does not allow to open a chart with a reason."));
        }
        return words(reason);
    }

    private static String words(String reason) {
        String words = reason.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        if (words.length() < SHORTEST_REASON || words.length() > LONGEST_REASON) {
            throw new Failed(new Failure.Malformed(
                    "required", "reason", "Say why you need this chart, in " + LONGEST_REASON + " letters at most."));
        }
        return words;
    }

    /** @param what was done other than opening the chart, after a space; empty for opening it */
    private void enter(Caller caller, String patient, String words, Instant now, Instant until, String what) {
        long address = Address.of("Patient", patient);
        audit.meet(Agent.of(caller));
        database.inTransaction(connection -> {
            Sql.change(
                    connection,
                    "INSERT INTO emergency (agent, display, patient, id, reason, begun, until) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    caller.id(),
                    caller.display(),
                    address,
                    patient,
                    words,
                    now,
                    until);
            note(connection, caller, "emergency/Patient/" + patient + what + ": " + words, address, now);
            return true;
        });
    }

    /** Ends the caller's access to a chart that was opened with a reason. */
    public void end(Caller caller, String patient) {
        Instant now = clock.instant();
        long address = Address.of("Patient", patient);
        audit.meet(Agent.of(caller));
        database.inTransaction(connection -> {
            int ended = Sql.change(
                    connection,
                    "UPDATE emergency SET until = ? WHERE agent = ? AND patient = ? AND until > ?",
                    now,
                    caller.id(),
                    address,
                    now);
            if (ended > 0) {
                note(connection, caller, "emergency/Patient/" + patient + " closed", address, now);
            }
            return true;
        });
    }

    /** The caller's present access to this patient's chart by a reason. */
    public Optional<Emergency> current(Caller caller, String patient) {
        return list(
                        "agent = ? AND patient = ? AND until > ? ORDER BY until DESC LIMIT 1",
                        caller.id(),
                        Address.of("Patient", patient),
                        clock.instant())
                .stream()
                .findFirst();
    }

    /** What the privacy officer has not looked into yet, the oldest first. */
    public List<Emergency> unreviewed(int most) {
        return list("reviewed IS NULL ORDER BY begun LIMIT ?", most);
    }

    /** Addresses of the patients whose chart an agent has opened with a reason since then. */
    public static Set<Long> openedSince(Connection connection, String agent, Instant since) throws SQLException {
        return Set.copyOf(Sql.list(
                connection,
                row -> row.getLong(1),
                "SELECT DISTINCT patient FROM emergency WHERE agent = ? AND until >= ? AND begun >= ?",
                agent,
                since,
                since));
    }

    /** How many the privacy officer has not looked into yet. */
    public long waiting() {
        return database.read(connection -> Sql.first(
                        connection, row -> row.getLong(1), "SELECT count(*) FROM emergency WHERE reviewed IS NULL"))
                .orElse(0L);
    }

    /**
     * Notes what the privacy officer found.
     *
     * @throws Failed with {@link Failure.Forbidden} when the caller is not the privacy officer, or is the one who opened
     *     the chart
     */
    public void review(Caller caller, long number, String finding) {
        if (!caller.may(Duty.PRIVACY)) {
            throw new Failed(new Failure.Forbidden("Only the privacy officer looks into this."));
        }
        Instant now = clock.instant();
        audit.meet(Agent.of(caller));
        database.inTransaction(connection -> {
            int reviewed = Sql.change(
                    connection,
                    "UPDATE emergency SET reviewed = ?, reviewer = ?, finding = ?"
                            + " WHERE emergency = ? AND reviewed IS NULL AND agent <> ?",
                    now,
                    caller.display(),
                    finding.strip(),
                    number,
                    caller.id());
            if (reviewed == 0) {
                throw new Failed(
                        new Failure.Conflict("Somebody has looked into this meanwhile, or it is your own access."));
            }
            note(connection, caller, "emergency/" + number + " reviewed", 0, now);
            return true;
        });
    }

    /** Addresses of the patients whose chart the agent has open with a reason at this moment. */
    public static Set<Long> of(Connection connection, String agent, Instant now) throws SQLException {
        return Set.copyOf(Sql.list(
                connection,
                row -> row.getLong(1),
                "SELECT DISTINCT patient FROM emergency WHERE agent = ? AND until > ?",
                agent,
                now));
    }

    private List<Emergency> list(String where, Object... parameters) {
        return database.read(connection -> Sql.list(connection, Emergencies::emergency, SELECT + where, parameters));
    }

    private static Emergency emergency(ResultSet row) throws SQLException {
        return new Emergency(
                row.getLong("emergency"),
                row.getString("agent"),
                row.getString("display"),
                row.getString("id"),
                row.getString("reason"),
                row.getTimestamp("begun").toInstant(),
                row.getTimestamp("until").toInstant(),
                Sql.instant(row, "reviewed"),
                row.getString("reviewer"),
                row.getString("finding"));
    }

    private void note(Connection connection, Caller caller, String target, long patient, Instant now)
            throws SQLException {
        Pipeline pipeline = new Pipeline();
        audit.write(
                pipeline,
                connection,
                List.of(Access.of(
                        now, caller, Action.EMERGENCY, 0, target, 200, patient == 0 ? Set.of() : Set.of(patient))));
        pipeline.send(connection);
    }
}
