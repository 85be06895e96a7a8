package org.throughline.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughline.access.Caller;
import org.throughline.access.Duty;
import org.throughline.access.Rights;
import org.throughline.audit.Action;
import org.throughline.audit.Acts;
import org.throughline.audit.AuditEntry;
import org.throughline.audit.AuditQuery;
import org.throughline.audit.AuditTrail;
import org.throughline.database.Database;
import org.throughline.database.TestDatabase;
import org.throughline.http.Fetcher;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.keys.MasterKey;
import org.throughline.keys.SigningKey;
import org.throughline.login.account.Account;
import org.throughline.login.account.AccountKind;
import org.throughline.login.account.Actor;
import org.throughline.login.account.Passwords;
import org.throughline.login.account.Subject;
import org.throughline.login.authority.AuthorityActs;
import org.throughline.login.authority.Changes;
import org.throughline.login.bearer.Bearers;
import org.throughline.login.bearer.IssuedTokens;
import org.throughline.login.bearer.Tokens;
import org.throughline.login.role.HeldRole;
import org.throughline.login.role.NamedOnly;
import org.throughline.login.role.PresentRights;
import org.throughline.login.role.Role;
import org.throughline.login.setting.Setting;
import org.throughline.login.smart.grant.AccessTokens;

/** What administrators may do with the accounts of others, and what is entered in the trail. */
class PeopleTest {
    private static final String PASSWORD = "a secret of some length";

    @TempDir
    private Path folder = Path.of("");

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T10:00:00Z"));
    private final Database database = TestDatabase.fresh();
    private final AuditTrail audit = new AuditTrail(database);
    private final SecureRandom random = new SecureRandom();
    private Optional<Login> made = Optional.empty();

    @BeforeEach
    void aFirstAdministrator() {
        Tokens tokens = new Tokens(SigningKey.of(folder), now::get);
        Changes changes = new Changes(database);
        PresentRights rights = new PresentRights(database, NamedOnly.NOTHING, now::get);
        AccessTokens ofApps =
                new AccessTokens(database, new AuthorityActs(new Acts(database, audit, now::get), changes), now::get);
        Login login = new Login(
                database,
                new Bearers(tokens, new IssuedTokens(folder), ofApps, rights, changes, audit, now::get),
                rights,
                audit,
                MasterKey.of(folder, random),
                "http://127.0.0.1",
                new Fetcher(false),
                LoginLimits.perMinute(1000, System::nanoTime),
                new Passwords.Cost(8, 1),
                PeopleTest::inRecord,
                now::get,
                random);
        login.makeFirstAdministrator(Optional.of(PASSWORD));
        made = Optional.of(login);
    }

    /** The record holds what is called so. */
    private static void inRecord(Caller caller, String type, String id) {
        if (id.equals("missing")) {
            throw new Failed(new Failure.NotFound("There is no " + type + "/" + id + "."));
        }
    }

    private Login login() {
        return made.orElseThrow();
    }

    private Actor actor(long number) {
        Account account = login().people().find(number).account();
        return new Actor(login().rights().caller(number).orElseThrow(), account);
    }

    private Actor admin() {
        return actor(1);
    }

    private Role role(String code) {
        return login().roles().all().stream()
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private People.Invited invite(String name, String role) {
        return login().people()
                .invite(
                        admin(),
                        AccountKind.STAFF,
                        name,
                        "Somebody",
                        new Subject("Practitioner", name),
                        List.of(HeldRole.of(role(role))));
    }

    private List<Action> trail() {
        return audit.events().find(new AuditQuery(null, null, null, null, 100, Long.MAX_VALUE)).stream()
                .map(AuditEntry::action)
                .toList();
    }

    @Test
    void eachActLeavesAnEntry() {
        People people = login().people();
        long number = invite("somebody", "nurse").number();
        people.give(admin(), number, HeldRole.of(role("billing")).at("north"));
        people.take(admin(), number, login().roles().heldBy(number).getFirst());
        people.rename(admin(), number, "Somebody Else");
        people.disable(admin(), number, null);
        people.enable(admin(), number);
        people.endSessions(admin(), number);
        login().welcome().begin(people.reset(admin(), number, true).token(), PASSWORD);
        int copy = login().roles().copy(admin(), role("nurse").number(), "Nurse of the night");
        login().roles().remove(admin(), copy);
        login().settings().set(admin().caller(), Map.of(Setting.IDLE_MINUTES, "5"));
        assertEquals(
                List.of(
                        Action.CHANGE_SETTING,
                        Action.CHANGE_ROLE,
                        Action.CHANGE_ROLE,
                        Action.CHANGE_CREDENTIAL,
                        Action.CHANGE_CREDENTIAL,
                        Action.END_SESSION,
                        Action.CHANGE_ACCOUNT,
                        Action.CHANGE_ACCOUNT,
                        Action.CHANGE_ACCOUNT,
                        Action.TAKE_ROLE,
                        Action.GIVE_ROLE,
                        Action.CREATE_ACCOUNT),
                trail());
    }

    @Test
    void whatIsRefusedChangesNothingAndLeavesNoEntryOfAnAct() {
        Subject missing = new Subject("Practitioner", "missing");
        People people = login().people();
        assertThrows(Failed.class, () -> people.invite(admin(), AccountKind.STAFF, "a.name", "A", missing, List.of()));
        HeldRole elsewhere = HeldRole.of(role("nurse")).at("missing");
        assertThrows(
                Failed.class, () -> people.invite(admin(), AccountKind.STAFF, "a.name", "A", null, List.of(elsewhere)));
        HeldRole unfit = HeldRole.of(role("nurse"));
        assertThrows(
                Failed.class, () -> people.invite(admin(), AccountKind.PATIENT, "a.name", "A", null, List.of(unfit)));
        assertThrows(Failed.class, () -> people.invite(admin(), AccountKind.STAFF, "Admin", "A", null, List.of()));
        assertEquals(1, people.find("", 10).size());
        assertEquals(List.of(), trail());
    }

    @Test
    void whoHasNoDutyMayNothing() {
        Actor nurse = actor(invite("nurse", "nurse").number());
        People people = login().people();
        assertThrows(Failed.class, () -> people.invite(nurse, AccountKind.STAFF, "x1", "X", null, List.of()));
        assertThrows(Failed.class, () -> people.disable(nurse, 1, null));
        assertThrows(Failed.class, () -> people.reset(nurse, 1, true));
        assertThrows(Failed.class, () -> login().roles().change(nurse, role("billing")));
        assertThrows(
                Failed.class, () -> login().roles().copy(nurse, role("billing").number(), "Mine"));
    }

    @Test
    void aManagerWidensNothingOfTheirOwn() {
        Actor manager = actor(invite("manager", "practice-manager").number());
        People people = login().people();
        HeldRole physician = HeldRole.of(role("physician"));
        assertThrows(Failed.class, () -> people.give(manager, manager.account().number(), physician));
        assertThrows(Failed.class, () -> people.reset(manager, 1, false));
        assertThrows(Failed.class, () -> people.disable(manager, 1, null));
        Role own = role("practice-manager");
        assertThrows(Failed.class, () -> login().roles().change(manager, own));
        login().roles().change(manager, role("billing"));
        assertTrue(manager.caller().may(Duty.ACCOUNTS));
    }

    @Test
    void aLinkIsGoodOnceAndForItsDaysOnly() {
        Welcome welcome = login().welcome();
        String token = invite("somebody", "nurse").token();
        assertThrows(Failed.class, () -> welcome.begin(token, "password1234"));
        welcome.begin(token, PASSWORD);
        assertThrows(Failed.class, () -> welcome.begin(token, PASSWORD));

        String late = invite("another", "nurse").token();
        now.updateAndGet(time -> time.plus(Duration.ofDays(7)));
        assertEquals(Optional.empty(), welcome.account(late));
        assertThrows(Failed.class, () -> welcome.begin(late, PASSWORD));

        People.Invited first = login().people().reset(admin(), 2, false);
        People.Invited second = login().people().reset(admin(), 2, false);
        assertEquals(Optional.empty(), welcome.account(first.token()), "only the last link is good");
        login().people().disable(admin(), 2, null);
        assertEquals(Optional.empty(), welcome.account(second.token()));
    }

    @Test
    void theFirstAdministratorsRightsAreAll() {
        assertEquals(Rights.EVERYTHING, admin().caller().rights());
        assertEquals(Set.of(), Set.copyOf(login().roles().heldBy(1)));
    }
}
