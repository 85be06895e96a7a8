package org.throughline.login.role;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.throughline.access.Duty;
import org.throughline.access.Interaction;
import org.throughline.audit.Acts;
import org.throughline.audit.AuditTrail;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.database.TestDatabase;
import org.throughline.fhir.definitions.R4;
import org.throughline.fhir.definitions.Types;

class RolesTest {
    private final Database database = TestDatabase.fresh();
    private final Roles roles =
            new Roles(database, new Acts(database, new AuditTrail(database), InstantSource.system()));

    @Test
    void theStandardRolesAreBroughtOnceAndComeBackAsTheyAre() {
        roles.bringStandard();
        roles.bringStandard();

        List<Role> stored = roles.all();

        assertEquals(
                StandardRoles.ALL.stream().map(RolesTest::unstored).toList(),
                stored.stream().map(RolesTest::unstored).toList());
    }

    @Test
    void aRoleOfAnEarlierVersionIsToldWhatItLacksAndKeepsWhatItHas() {
        Role manager = StandardRoles.ALL.stream()
                .filter(role -> role.code().equals("practice-manager"))
                .findFirst()
                .orElseThrow();
        assertEquals(Optional.empty(), Lacking.of(manager));
        List<Permission> before = manager.permissions().stream()
                .filter(permission -> !permission.types().contains("ChargeItemDefinition"))
                .toList();
        Role stored = new Role(
                7,
                3,
                manager.code(),
                "Manager",
                manager.heldBy(),
                manager.purpose(),
                manager.clearances(),
                Set.of(Duty.SCHEDULE, Duty.BREAK_GLASS),
                before);
        Lacking lacking = Lacking.of(stored).orElseThrow();
        assertTrue(lacking.duties().contains(Duty.TEMPLATES));
        assertEquals(
                Set.of("ChargeItemDefinition"), lacking.permissions().getFirst().types());
        Role whole = lacking.added(stored);
        assertEquals(Optional.empty(), Lacking.of(whole));
        assertTrue(whole.duties().contains(Duty.BREAK_GLASS), "what was added here stays");
        assertEquals("Manager", whole.name());
    }

    private static Role unstored(Role role) {
        return new Role(
                0,
                1,
                role.code(),
                role.name(),
                role.heldBy(),
                role.purpose(),
                role.clearances(),
                role.duties(),
                role.permissions());
    }

    @Test
    void groupsHoldTypesOfR4EachOnce() {
        Types types = R4.definitions().types();
        Set<String> seen = new TreeSet<>();
        for (TypeGroup group : TypeGroup.values()) {
            for (String type : group.types()) {
                assertTrue(types.isResourceType(type), type);
                assertTrue(seen.add(type), type);
            }
        }
    }

    @Test
    void noStandardRoleDeletes() {
        for (Role role : StandardRoles.ALL) {
            assertTrue(
                    role.permissions().stream()
                            .noneMatch(line -> line.interactions().contains(Interaction.DELETE)),
                    role.code());
        }
    }

    @Test
    void anInstallationWithRolesGetsTheRoleOfMembersAsItIsBroughtToNewOnes() throws IOException {
        roles.bringStandard();
        Role fresh = roles.all().stream()
                .filter(each -> each.code().equals("peer"))
                .findFirst()
                .orElseThrow();
        String members = migration("V77__members");
        String told = migration("V83__event_context");
        String cleared = migration("V110__consents_that_the_law_asks_for");
        database.inTransaction(connection -> {
            Sql.change(connection, "DELETE FROM permission WHERE role = ?", fresh.number());
            Sql.change(connection, "DELETE FROM role WHERE role = ?", fresh.number());
            Sql.change(connection, members.substring(members.indexOf("INSERT INTO role")));
            Sql.change(connection, told.substring(told.indexOf("INSERT INTO permission")));
            int from = cleared.indexOf("UPDATE role");
            return Sql.change(connection, cleared.substring(from, cleared.indexOf(';', from)));
        });
        narrow();
        Role brought = roles.all().stream()
                .filter(each -> each.code().equals("peer"))
                .findFirst()
                .orElseThrow();
        assertEquals(Set.copyOf(fresh.permissions()), Set.copyOf(brought.permissions()));
        assertEquals(fresh.clearances(), brought.clearances());
        assertEquals(fresh.purpose(), brought.purpose());
        assertEquals(fresh.name(), brought.name());
        assertEquals(Optional.empty(), roles.lacking(brought));
    }

    @Test
    void whatPatientsSeeOfThePracticesWorkIsNarrowedWhereTheRolesAreThereAlready() throws IOException {
        roles.bringStandard();
        List<String> codes = List.of("patient", "proxy", "proxy-appointments");
        List<Role> fresh = of(codes);
        fresh.forEach(this::asItWas);
        narrow();
        List<Role> narrowed = of(codes);
        for (int i = 0; i < codes.size(); i++) {
            assertEquals(
                    Set.copyOf(fresh.get(i).permissions()),
                    Set.copyOf(narrowed.get(i).permissions()));
            assertEquals(
                    fresh.get(i).permissions().size(),
                    narrowed.get(i).permissions().size());
            assertTrue(narrowed.get(i).version() > fresh.get(i).version(), "what is remembered of it is stale");
            assertEquals(Optional.empty(), roles.lacking(narrowed.get(i)));
        }
        narrow();
        assertEquals(narrowed, of(codes), "once is enough");
    }

    @Test
    void aLineThatWasChangedHereIsNotNarrowed() throws IOException {
        roles.bringStandard();
        Role patient = of(List.of("patient")).getFirst();
        asItWas(patient);
        database.inTransaction(connection -> Sql.change(
                connection,
                "UPDATE permission SET filters = ARRAY['_tag=shared'] WHERE role = ? AND 'Task' = ANY (types)"
                        + " AND interactions = 'rs'",
                patient.number()));
        Role before = of(List.of("patient")).getFirst();
        narrow();
        assertEquals(before, of(List.of("patient")).getFirst());
    }

    private List<Role> of(List<String> codes) {
        return roles.all().stream().filter(each -> codes.contains(each.code())).toList();
    }

    /** A role as versions before had it: all tasks and messages of a patient in one line. */
    private void asItWas(Role role) {
        boolean appointments = role.code().equals("proxy-appointments");
        database.inTransaction(connection -> {
            Sql.change(connection, "DELETE FROM permission WHERE role = ? AND filters <> '{}'", role.number());
            return appointments
                    ? Sql.change(
                            connection,
                            "UPDATE permission SET interactions = 'crs' WHERE role = ? AND interactions = 'c'",
                            role.number())
                    : Sql.change(
                            connection,
                            "UPDATE permission SET types = types || ARRAY['Communication', 'CommunicationRequest', 'Task']"
                                    + " WHERE role = ? AND 'Condition' = ANY (types)",
                            role.number());
        });
        if (!appointments) {
            database.inTransaction(connection -> Sql.change(
                    connection,
                    "INSERT INTO permission (role, types, interactions, extent, filters)"
                            + " VALUES (?, ARRAY['Task'], 'c', 'OWN', ARRAY['code=medRecCxReq,medRecCxDenialDisagree'])",
                    role.number()));
        }
    }

    private void narrow() throws IOException {
        for (String statement : migration("V85__narrowed_roles").split(";\n", -1)) {
            if (!statement.isBlank()) {
                database.inTransaction(connection -> Sql.change(connection, statement));
            }
        }
    }

    private static String migration(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(Database.class.getResourceAsStream("migration/" + name + ".sql"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
