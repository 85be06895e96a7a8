package org.throughline.login.smart.app;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.throughline.access.Caller;
import org.throughline.audit.Action;
import org.throughline.audit.Acts.Act;
import org.throughline.database.Sql;
import org.throughline.database.Work;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.authority.AuthorityActs;

/**
 * The members of the network as apps: each is a program with keys whose account is the member's Organization, with the role of
 * members. All is done in a transaction of whoever admits them, who calls {@link #known} after it.
 */
public final class MemberApps {
    private static final String ROLE = "peer";

    /** The most that a member is granted; what of it the role allows, and of whom, is decided with each request. */
    private static final ScopeList MOST = ScopeList.parse("system/*.cruds");

    private final AuthorityActs acts;
    private final InstantSource clock;

    public MemberApps(AuthorityActs acts, InstantSource clock) {
        this.acts = acts;
        this.clock = clock;
    }

    /**
     * A member.
     *
     * @param client its client id
     * @param address by which it names itself when it asks
     * @param organization the id of its Organization here
     * @param keys its public keys, a JWK Set
     */
    public record Member(String client, String address, String name, String organization, String keys) {
        String target() {
            return "app/" + client + " " + name;
        }
    }

    /** The name of the account as which a member acts, by its client id. */
    public static String account(String client) {
        return AppRows.accountOf(client);
    }

    /** Lets it ask from now on, anew when it was barred. */
    public Work<Long> admit(Caller by, Member member) {
        return acts.within(by, done -> new Act(Action.REGISTER_APP, member.target()), connection -> {
            Optional<App> known = AppRows.find(connection, member.client());
            return known.isPresent() ? again(connection, known.get(), member) : first(connection, member);
        });
    }

    private long first(Connection connection, Member member) throws SQLException {
        Instant now = clock.instant();
        int role = Sql.first(connection, row -> row.getInt(1), "SELECT role FROM role WHERE code = ?", ROLE)
                .orElseThrow(() -> new Failed(new Failure.Conflict(
                        "The role of members of the network is missing; the page of roles brings it back.")));
        long account = AppRows.addProgram(connection, member.client(), member.name(), role, now);
        Sql.change(
                connection,
                "UPDATE account SET subject_type = 'Organization', subject_id = ? WHERE account = ?",
                member.organization(),
                account);
        Sql.change(connection, "UPDATE held_role SET site = ? WHERE account = ?", member.organization(), account);
        Registration registration = new Registration(
                member.name(),
                "A member of the network",
                Proof.KEYS,
                List.of(),
                null,
                MOST,
                member.keys(),
                null,
                true,
                false,
                false);
        AppRows.insert(connection, member.client(), registration, account, false, null, now);
        Sql.change(
                connection, "UPDATE app SET organization = ? WHERE client_id = ?", member.address(), member.client());
        return account;
    }

    private static long again(Connection connection, App known, Member member) throws SQLException {
        long account = java.util.Objects.requireNonNull(known.account());
        Sql.change(
                connection,
                "UPDATE app SET name = ?, keys = ?, disabled = NULL WHERE app = ?",
                member.name(),
                member.keys(),
                known.number());
        Sql.change(
                connection,
                "UPDATE account SET display = ?, subject_id = ?, disabled = NULL WHERE account = ?",
                member.name(),
                member.organization(),
                account);
        Sql.change(connection, "UPDATE held_role SET site = ? WHERE account = ?", member.organization(), account);
        return account;
    }

    /** Takes everything from it: it gets no token any more, and those that it has are of no use. */
    public Work<Integer> bar(Caller by, String client, String why) {
        return acts.within(by, done -> new Act(Action.CHANGE_APP, "app/" + client + ": " + why), connection -> {
            Instant now = clock.instant();
            Sql.change(
                    connection,
                    "UPDATE account SET disabled = ? WHERE account = (SELECT account FROM app WHERE client_id = ?)",
                    now,
                    client);
            Sql.change(connection, "UPDATE app SET disabled = ? WHERE client_id = ?", now, client);
            return endTokens(connection, client, now);
        });
    }

    /** It has other keys from now on; what the old ones were good for has ended. */
    public Work<Integer> rekey(Caller by, String client, String keys) {
        return acts.within(by, done -> new Act(Action.CHANGE_APP, "app/" + client + ": another key"), connection -> {
            Sql.change(connection, "UPDATE app SET keys = ? WHERE client_id = ?", keys, client);
            return endTokens(connection, client, clock.instant());
        });
    }

    private static int endTokens(Connection connection, String client, Instant now) throws SQLException {
        return Sql.change(
                connection,
                "UPDATE app_token SET expires = ? WHERE expires > ?"
                        + " AND app = (SELECT app FROM app WHERE client_id = ?)",
                now,
                now,
                client);
    }

    /** Makes what was done known to this process at once; to others within a moment. */
    public void known() {
        acts.known();
    }
}
