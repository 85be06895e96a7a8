package org.throughline.login.role;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Duty;
import org.throughline.audit.Action;
import org.throughline.audit.Acts;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.account.Account;
import org.throughline.login.account.Actor;
import org.throughline.login.account.Subject;

/** The staff with their roles, who of them is away, and who stands in for whom. */
public final class Colleagues {
    private static final String ACCOUNTS =
            "SELECT " + Account.COLUMNS + " FROM account a WHERE a.kind = 'STAFF' ORDER BY a.account";
    private static final String POSTS = "SELECT h.account, h.held, h.told_by, r.code, r.name FROM held_role h"
            + " JOIN role r ON r.role = h.role WHERE r.held_by = 'STAFF' AND (h.until IS NULL OR h.until > ?)"
            + " ORDER BY h.held";
    private static final String ABSENCES = "SELECT " + Absence.COLUMNS + " FROM absence b";
    private static final String NOW = " WHERE b.since <= ? AND (b.until IS NULL OR b.until > ?) ORDER BY b.absence";

    private final Database database;
    private final Acts acts;
    private final InstantSource clock;

    public Colleagues(Database database, Acts acts, InstantSource clock) {
        this.database = database;
        this.acts = acts;
        this.clock = clock;
    }

    private record Held(
            long account, Colleague.Post post, @Nullable String toldBy) {
        static Held of(ResultSet row) throws SQLException {
            return new Held(
                    row.getLong("account"),
                    new Colleague.Post(row.getString("code"), row.getString("name"), row.getLong("held")),
                    row.getString("told_by"));
        }
    }

    /** All of them at this moment, those who left among them. */
    public List<Colleague> all() {
        Instant now = clock.instant();
        return database.read(connection -> {
            Map<Long, List<Held>> held =
                    Sql.list(connection, Held::of, POSTS, now).stream().collect(Collectors.groupingBy(Held::account));
            Map<Long, Absence> away = new HashMap<>();
            Sql.list(connection, Absence::of, ABSENCES + NOW, now, now)
                    .forEach(absence -> away.put(absence.account(), absence));
            return Sql.list(connection, Account::of, ACCOUNTS).stream()
                    .map(account -> colleague(
                            account, held.getOrDefault(account.number(), List.of()), away.get(account.number())))
                    .toList();
        });
    }

    private static Colleague colleague(Account account, List<Held> held, @Nullable Absence absence) {
        Set<String> references = new HashSet<>();
        Subject subject = account.subject();
        if (subject != null) {
            references.add(subject.toString());
        }
        held.stream().map(Held::toldBy).forEach(each -> {
            if (each != null) {
                references.add(each);
            }
        });
        return new Colleague(account, references, held.stream().map(Held::post).toList(), absence);
    }

    /** The absences of an account that are not over, the first first. */
    public List<Absence> absences(long account) {
        return database.read(connection -> Sql.list(
                connection,
                Absence::of,
                ABSENCES + " WHERE b.account = ? AND (b.until IS NULL OR b.until > ?) ORDER BY b.since",
                account,
                clock.instant()));
    }

    /**
     * Says that somebody will be away: oneself, or, for who manages accounts, anybody.
     *
     * @throws Failed with {@link Failure.Invalid} when it ends before it begins, or the deputy is the absent one
     */
    public void leave(Actor by, Absence absence) {
        requireMay(by, absence.account());
        Instant until = absence.until();
        if (until != null && !until.isAfter(absence.since())) {
            throw new Failed(new Failure.Invalid("value", "until", "The last day is before the first."));
        }
        Long deputy = absence.deputy();
        if (deputy != null && deputy == absence.account()) {
            throw new Failed(new Failure.Invalid("value", "deputy", "Choose somebody else."));
        }
        acts.act(
                by.caller(),
                Action.CHANGE_ACCOUNT,
                told(absence),
                connection -> add(connection, by.caller(), absence, clock.instant()));
    }

    private static String told(Absence absence) {
        return "account/" + absence.account() + " away since " + absence.since() + " until " + absence.until()
                + (absence.deputy() == null ? "" : ", deputy account/" + absence.deputy());
    }

    /** Stores an absence, in a transaction that does more. */
    public static int add(Connection connection, Caller by, Absence absence, Instant now) throws SQLException {
        return Sql.change(
                connection,
                "INSERT INTO absence (account, since, until, deputy, entered, agent) VALUES (?, ?, ?, ?, ?, ?)",
                absence.account(),
                absence.since(),
                absence.until(),
                absence.deputy(),
                now,
                by.id());
    }

    /** Ends an absence now, or takes it back when it has not begun. */
    public void comeBack(Actor by, long account, long number) {
        requireMay(by, account);
        acts.act(by.caller(), Action.CHANGE_ACCOUNT, "account/" + account + " is back", connection -> {
            Instant now = clock.instant();
            Sql.change(
                    connection,
                    "DELETE FROM absence WHERE absence = ? AND account = ? AND since >= ?",
                    number,
                    account,
                    now);
            return Sql.change(
                    connection, "UPDATE absence SET until = ? WHERE absence = ? AND account = ?", now, number, account);
        });
    }

    private static void requireMay(Actor by, long account) {
        if (!by.is(account) && !by.caller().may(Duty.ACCOUNTS)) {
            throw new Failed(new Failure.Forbidden("Your roles do not include saying that others are away."));
        }
    }
}
