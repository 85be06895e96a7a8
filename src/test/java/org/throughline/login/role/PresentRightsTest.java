package org.throughline.login.role;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.throughline.access.Caller;
import org.throughline.access.Duty;
import org.throughline.access.Grant;
import org.throughline.access.Interaction;
import org.throughline.access.Purpose;
import org.throughline.access.Reach;
import org.throughline.access.Rights;
import org.throughline.audit.Acts;
import org.throughline.audit.AuditTrail;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.database.TestDatabase;
import org.throughline.kernel.Address;
import org.throughline.login.account.AccountKind;
import org.throughline.login.account.Accounts;
import org.throughline.login.account.Guesses;
import org.throughline.login.account.Passwords;
import org.throughline.login.account.Subject;

class PresentRightsTest {
    private final Database database = TestDatabase.fresh();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T10:00:00Z"));
    private final Accounts accounts = new Accounts(
            database,
            new Passwords(new SecureRandom(), new Passwords.Cost(8, 1)),
            new Guesses(database, now::get),
            now::get);
    private final Roles roles = new Roles(database, new Acts(database, new AuditTrail(database), now::get));
    private final PresentRights present = new PresentRights(database, NamedOnly.NOTHING, now::get);

    @BeforeEach
    void bringRoles() {
        roles.bringStandard();
    }

    @Test
    void anAccountWithoutRolesMayNothing() {
        Rights rights = rights(staff("a"));
        assertEquals(Set.of(), Set.copyOf(rights.grants()));
        assertTrue(rights.bound());
        assertEquals(Set.of(Address.of("Practitioner", "a")), rights.actors());
    }

    @Test
    void rolesAtSeveralSitesAddUp() {
        long account = staff("a");
        give(account, role("physician").at("north"));
        give(account, role("practice-manager").at("south"));

        Rights rights = rights(account);

        assertEquals(Purpose.TREAT, rights.purpose());
        assertEquals(
                Set.of(
                        Address.of("Practitioner", "a"),
                        Address.of("Organization", "north"),
                        Address.of("Organization", "south")),
                rights.actors());
        assertTrue(rights.duties().containsAll(Set.of(Duty.CHART, Duty.BREAK_GLASS, Duty.ROLES)));
        assertTrue(rights.allows("Condition", Interaction.UPDATE));
        assertTrue(rights.allows("Organization", Interaction.CREATE));
        assertFalse(rights.allows("Condition", Interaction.DELETE));
    }

    @Test
    void aClinicianReachesTheTreatedAndTheFrontDeskNothingClinical() {
        long physician = staff("a");
        give(physician, role("physician"));
        long desk = staff("b");
        give(desk, role("front-desk"));

        assertEquals(Set.of(Set.of(Reach.TREATED)), reaches(physician, "Condition"));
        assertTrue(reaches(physician, "Patient").contains(Set.<Reach>of()));
        assertEquals(Set.of(), reaches(desk, "Condition"));
        assertEquals(Set.of(), rights(desk).clearances());
        assertTrue(rights(desk).allows("Appointment", Interaction.UPDATE));
    }

    @Test
    void whoActsForPatientsReachesThoseUntilTheDayComes() {
        long parent = add(AccountKind.PROXY, "parent", null);
        Subject mother = new Subject("RelatedPerson", "mother");
        give(
                parent,
                role("proxy").forPatient("child").toldBy(mother).until(now.get().plus(Duration.ofDays(1))));
        give(parent, role("proxy").forPatient("aunt"));

        assertEquals(Set.of(Set.of(of("child")), Set.of(of("aunt"))), reaches(parent, "Condition"));
        assertTrue(rights(parent).actors().contains(mother.address()));
        assertFalse(rights(parent).clearances().contains("ADOL"));
        now.updateAndGet(time -> time.plus(Duration.ofDays(1)));
        assertEquals(Set.of(Set.of(of("aunt"))), reaches(parent, "Condition"));
        assertFalse(rights(parent).actors().contains(mother.address()));
    }

    @Test
    void whatIsChangedByAnyProcessCountsAtOnce() {
        long account = staff("a");
        give(account, role("nurse"));
        assertTrue(rights(account).allows("Condition", Interaction.READ));

        change("UPDATE permission SET types = '{Observation}' WHERE extent = 'TREATED'");
        change("UPDATE role SET version = version + 1");
        assertFalse(rights(account).allows("Condition", Interaction.READ));
        change("DELETE FROM held_role");
        assertFalse(rights(account).allows("Observation", Interaction.READ));
        change("UPDATE account SET disabled = now()");
        assertEquals(Optional.empty(), present.caller(account));
    }

    @Test
    void theFirstAdministratorMayEverything() {
        accounts.createFirst("admin", "Administrator", "secret");
        assertEquals(Optional.of(new Caller("account/1", "Administrator", Rights.EVERYTHING)), present.caller(1));
        assertEquals(Optional.empty(), present.caller(2));
    }

    private long staff(String name) {
        return add(AccountKind.STAFF, name, new Subject("Practitioner", name));
    }

    private long add(AccountKind kind, String name, @Nullable Subject subject) {
        return database.inTransaction(connection -> accounts.add(connection, kind, name + "-name", name, subject));
    }

    private void give(long account, HeldRole held) {
        database.inTransaction(connection -> Roles.give(connection, account, held));
    }

    private HeldRole role(String code) {
        return roles.all().stream()
                .filter(each -> each.code().equals(code))
                .findFirst()
                .map(HeldRole::of)
                .orElseThrow();
    }

    private Rights rights(long account) {
        return present.caller(account).orElseThrow().rights();
    }

    /** How far the grants reach that are about reading this type. */
    private Set<Set<Reach>> reaches(long account, String type) {
        return Set.copyOf(rights(account).grants().stream()
                .filter(grant ->
                        grant.types().contains(type) && grant.interactions().contains(Interaction.READ))
                .map(Grant::reach)
                .distinct()
                .toList());
    }

    private static Reach of(String patient) {
        return new Reach.Of(Set.of(Address.of("Patient", patient)));
    }

    private void change(String sql) {
        database.inTransaction(connection -> Sql.change(connection, sql));
    }
}
