package org.throughline.privacy.watch;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.throughline.audit.Agent;
import org.throughline.audit.Following;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.login.account.Staff;
import org.throughline.login.account.Subject;
import org.throughline.record.protection.Emergencies;
import org.throughline.record.protection.Treatments;

/** Follows the trail and makes alerts of what is odd. */
public final class Watch {
    private static final long LOCK = 0x57415443L;
    private static final int PORTION = 2000;
    private static final Duration WEEK = Duration.ofDays(7);

    private final Database database;
    private final WatchSettings settings;
    private final Acquaintance acquaintance;

    public Watch(Database database, WatchSettings settings, Acquaintance acquaintance) {
        this.database = database;
        this.settings = settings;
        this.acquaintance = acquaintance;
    }

    /**
     * Watches a portion of what has been entered in the trail since the last; does nothing when another process is at it.
     *
     * @return whether there may be more
     */
    public boolean step() {
        return database.inTransaction(connection -> {
            if (!Sql.any(connection, "SELECT 1 WHERE pg_try_advisory_xact_lock(?)", LOCK)) {
                return false;
            }
            Following.Mark mark = mark(connection);
            Following.Portion portion = Following.next(connection, mark, PORTION);
            if (portion.entries().isEmpty()) {
                return false;
            }
            watch(
                    connection,
                    portion.entries().stream()
                            .map(Look::of)
                            .flatMap(Optional::stream)
                            .toList());
            Sql.change(
                    connection,
                    "UPDATE watched SET xid = ?::text::xid8, access = ?",
                    portion.end().xid(),
                    portion.end().access());
            return portion.entries().size() == PORTION;
        });
    }

    /** A database that was restored into another cluster begins its transactions anew, and the watch with them. */
    private static Following.Mark mark(Connection connection) throws SQLException {
        return Sql.first(
                        connection,
                        row -> new Following.Mark(row.getString(1), row.getLong(2)),
                        "SELECT least(xid, pg_snapshot_xmax(pg_current_snapshot()))::text, access FROM watched")
                .orElseThrow();
    }

    private void watch(Connection connection, List<Look> looks) throws SQLException {
        Map<Long, Set<Subject>> staff =
                Staff.of(connection, looks.stream().map(Look::account).collect(Collectors.toSet()));
        List<Look> ofStaff =
                looks.stream().filter(look -> staff.containsKey(look.account())).toList();
        if (ofStaff.isEmpty()) {
            return;
        }
        Thresholds thresholds = settings.present();
        Set<Long> patients = ofStaff.stream()
                .flatMap(look -> look.entry().patients().stream())
                .collect(Collectors.toSet());
        Map<Long, Known> people = acquaintance.patients(patients);
        Map<Long, Known> colleagues = acquaintance.staff(staff);
        Treatments treatments = Treatments.between(
                connection,
                staff.values().stream()
                        .flatMap(Set::stream)
                        .map(Subject::address)
                        .collect(Collectors.toSet()),
                patients);
        Rules rules = new Rules(thresholds);
        for (Look look : ofStaff) {
            Set<Long> actors = staff.getOrDefault(look.account(), Set.of()).stream()
                    .map(Subject::address)
                    .collect(Collectors.toSet());
            for (long patient : look.entry().patients()) {
                Instant at = look.entry().at();
                Map<Kind, String> odd = rules.odd(new Sighting(
                        at,
                        colleagues.getOrDefault(look.account(), Known.NOBODY),
                        people.getOrDefault(patient, Known.NOBODY),
                        patient,
                        treatments.any(actors, patient, at)));
                if (!odd.isEmpty()) {
                    AlertRows.found(
                            connection, person(look), patient, odd, at, at.minus(Duration.ofDays(thresholds.days())));
                }
            }
        }
        counts(connection, ofStaff, thresholds);
    }

    /** Whoever acts by an app is the same person. */
    private static Agent person(Look look) {
        Agent agent = look.entry().agent();
        return new Agent("account/" + look.account(), agent.display().replaceFirst(", by .*", ""), agent.capacity());
    }

    private record Day(long account, LocalDate day) {}

    private static void counts(Connection connection, List<Look> looks, Thresholds thresholds) throws SQLException {
        Map<Day, Look> last = new LinkedHashMap<>();
        for (Look look : looks) {
            Day day = new Day(
                    look.account(), look.entry().at().atZone(thresholds.zone()).toLocalDate());
            int fresh = WatchRows.seen(
                    connection, day.account(), day.day(), look.entry().patients());
            if (fresh > 0) {
                WatchRows.count(
                        connection,
                        day.account(),
                        day.day(),
                        look.entry().agent().capacity().roles(),
                        fresh);
                last.put(day, look);
            }
        }
        Map<Long, Look> people = new HashMap<>();
        for (Map.Entry<Day, Look> each : last.entrySet()) {
            people.put(each.getKey().account(), each.getValue());
            volume(connection, each.getKey(), each.getValue(), thresholds);
        }
        for (Look look : people.values()) {
            often(connection, look, thresholds);
        }
        WatchRows.sweep(
                connection,
                looks.getLast().entry().at().atZone(thresholds.zone()).toLocalDate());
    }

    private static void volume(Connection connection, Day day, Look look, Thresholds thresholds) throws SQLException {
        if (thresholds.without().contains(Kind.VOLUME)) {
            return;
        }
        int seen = WatchRows.patients(connection, day.account(), day.day());
        if (seen <= thresholds.patients()) {
            return;
        }
        Usual usual = WatchRows.usual(
                connection, day.account(), look.entry().agent().capacity().roles(), day.day());
        if (seen > usual.most(thresholds)) {
            String reason = "They looked at the records of " + seen + " different patients on " + day.day() + "; "
                    + usual.words() + ".";
            AlertRows.found(
                    connection,
                    person(look),
                    0,
                    Map.of(Kind.VOLUME, reason),
                    look.entry().at(),
                    day.day().atStartOfDay(thresholds.zone()).toInstant());
        }
    }

    private static void often(Connection connection, Look look, Thresholds thresholds) throws SQLException {
        if (thresholds.without().contains(Kind.OFTEN)) {
            return;
        }
        Instant since = look.entry().at().minus(WEEK);
        int opened = Emergencies.openedSince(connection, "account/" + look.account(), since)
                .size();
        if (opened > thresholds.opened()) {
            String reason = "They opened " + opened + " charts with a reason within a week.";
            AlertRows.found(
                    connection,
                    person(look),
                    0,
                    Map.of(Kind.OFTEN, reason),
                    look.entry().at(),
                    since);
        }
    }
}
