package org.throughline.privacy.disclosure;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Duty;
import org.throughline.audit.Action;
import org.throughline.audit.Acts;
import org.throughline.audit.AuditEvents;
import org.throughline.audit.Disclosed;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.account.Staff;
import org.throughline.privacy.trail.PlainWords;

/** Makes the account of disclosures, and takes what the trail cannot know. Only for the privacy officer. */
public final class Disclosures {
    /** How far back an account goes. */
    public static final int YEARS = 6;

    private static final int LONGEST = 1000;

    private final Database database;
    private final AuditEvents events;
    private final Acts acts;
    private final Clock clock;

    public Disclosures(Database database, AuditEvents events, Acts acts, Clock clock) {
        this.database = database;
        this.events = events;
        this.acts = acts;
        this.clock = clock;
    }

    /**
     * What somebody enters by hand.
     *
     * @param address of the recipient; may be empty
     */
    public record Entry(LocalDate day, String recipient, String address, String what, String purpose) {}

    /** The account of a patient's disclosures on these days, the newest first; both days are in it. */
    public List<Disclosure> of(Caller caller, String patient, LocalDate from, LocalDate until) {
        require(caller);
        long address = Address.of("Patient", patient);
        ZoneId zone = clock.getZone();
        List<Long> programs = database.read(Staff::programs);
        List<Disclosure> all = new ArrayList<>(database.read(connection -> Sql.list(
                connection,
                row -> {
                    LocalDate day = row.getObject("day", LocalDate.class);
                    return new Disclosure(
                            row.getLong("disclosure"),
                            day,
                            day,
                            1,
                            row.getString("recipient"),
                            row.getString("address"),
                            row.getString("what"),
                            row.getString("purpose"),
                            "entered by " + row.getString("display"));
                },
                "SELECT d.* FROM disclosure d WHERE d.patient = ? AND d.day >= ? AND d.day <= ? AND d.strikes IS NULL"
                        + " AND NOT EXISTS (SELECT 1 FROM disclosure s WHERE s.patient = d.patient"
                        + " AND s.strikes = d.disclosure)",
                address,
                from,
                until)));
        events.disclosed(
                        address,
                        from.atStartOfDay(zone).toInstant(),
                        until.plusDays(1).atStartOfDay(zone).toInstant(),
                        programs)
                .forEach(disclosed -> all.add(line(disclosed, zone)));
        all.sort(Comparator.comparing(Disclosure::until).reversed());
        return all;
    }

    private static Disclosure line(Disclosed disclosed, ZoneId zone) {
        return new Disclosure(
                0,
                disclosed.first().atZone(zone).toLocalDate(),
                disclosed.last().atZone(zone).toLocalDate(),
                disclosed.count(),
                disclosed.agent().display(),
                "",
                disclosed.all() ? "the whole record, with everybody's" : PlainWords.what(disclosed),
                disclosed.purpose() == null ? "not known" : PlainWords.why(disclosed.purpose()),
                "from the trail");
    }

    /**
     * Enters a disclosure that the trail does not know of.
     *
     * @throws Failed with {@link Failure.Invalid} when something is missing, too long or in the future
     */
    public void enter(Caller caller, String patient, Entry entry) {
        require(caller);
        check("recipient", entry.recipient(), false);
        check("address", entry.address(), true);
        check("what", entry.what(), false);
        check("purpose", entry.purpose(), false);
        if (entry.day().isAfter(LocalDate.now(clock))) {
            throw new Failed(new Failure.Invalid("value", "day", "The day is still to come."));
        }
        insert(caller, patient, entry, null, "disclosure: " + entry.recipient().strip());
    }

    /**
     * Strikes out what was entered wrong; it stays in the table.
     *
     * @throws Failed with {@link Failure.NotFound} when nothing of this number was entered for the patient
     */
    public void strike(Caller caller, String patient, long number) {
        require(caller);
        boolean there = database.read(connection -> Sql.any(
                connection,
                "SELECT 1 FROM disclosure WHERE disclosure = ? AND patient = ? AND strikes IS NULL",
                number,
                Address.of("Patient", patient)));
        if (!there) {
            throw new Failed(new Failure.NotFound("There is no such disclosure."));
        }
        Entry struck = new Entry(LocalDate.now(clock), "", "", "", "");
        insert(caller, patient, struck, number, "disclosure/" + number + " struck");
    }

    private void insert(Caller caller, String patient, Entry entry, @Nullable Long strikes, String target) {
        long address = Address.of("Patient", patient);
        Acts.Act act = new Acts.Act(Action.DISCLOSE, target, 200, Set.of(address));
        acts.act(
                caller,
                ignored -> act,
                connection -> insert(connection, patient, entry, strikes, caller.id(), caller.display()));
    }

    private int insert(
            Connection connection, String patient, Entry entry, @Nullable Long strikes, String agent, String display)
            throws SQLException {
        return Sql.change(
                connection,
                "INSERT INTO disclosure (patient, day, recipient, address, what, purpose, strikes, entered, agent,"
                        + " display) VALUES (?, ?, ?, ?, ?, ?, ?::bigint, ?, ?, ?)",
                Address.of("Patient", patient),
                entry.day(),
                entry.recipient().strip(),
                entry.address().strip(),
                entry.what().strip(),
                entry.purpose().strip(),
                strikes,
                clock.instant(),
                agent,
                display);
    }

    /**
     * Enters today what the product gives to others by itself, in a transaction of who gives it, which has its own entry in the
     * trail.
     *
     * @param by what gave it, in words
     */
    public void given(Connection connection, String patient, String recipient, String what, String purpose, String by)
            throws SQLException {
        insert(connection, patient, new Entry(LocalDate.now(clock), recipient, "", what, purpose), null, "product", by);
    }

    private static void check(String name, String text, boolean mayBeEmpty) {
        if ((text.isBlank() && !mayBeEmpty) || text.length() > LONGEST) {
            throw new Failed(new Failure.Invalid(
                    "value",
                    name,
                    "Say to whom what was given, and what for, in " + LONGEST + " letters each at most."));
        }
    }

    private static void require(Caller caller) {
        if (!caller.may(Duty.PRIVACY)) {
            throw new Failed(new Failure.Forbidden("Only the privacy officer accounts for disclosures."));
        }
    }
}
