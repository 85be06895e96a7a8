package org.throughline.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.throughline.access.Caller;
import org.throughline.database.Sql;
import org.throughline.fhir.definitions.R4;
import org.throughline.kernel.Address;
import org.throughline.network.share.Reaching;

/** An allergy that can kill is with the other members within two seconds, each says that it has it, and who does not is called. */
class ReachingTest {
    private static final Caller OPERATOR = Installation.operator();
    private static final TwoMembers MEMBERS = new TwoMembers().joined();

    private final TestProduct family = MEMBERS.family;
    private final TestProduct heart = MEMBERS.heart;

    private void shared(String name, String born) {
        ThreeMembers.person(family, name, name, born);
        ThreeMembers.person(heart, "h-" + name, name, born);
        family.send("PUT", "Practitioner/ito", "{'resourceType':'Practitioner','id':'ito'}");
        heart.wiring().sharing().linking().ask(OPERATOR, MEMBERS.familyThere(), "h-" + name, null, true);
        await("the record came", () -> kept("h-" + name, "Patient") == 1);
    }

    private void allergy(String id, String patient, String criticality) {
        family.send(
                "PUT",
                "AllergyIntolerance/" + id,
                "{'resourceType':'AllergyIntolerance','id':'" + id + "','criticality':'" + criticality
                        + "','recorder':{'reference':'Practitioner/ito'},'clinicalStatus':{'coding':[{'system':"
                        + "'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical','code':'active'}]},"
                        + "'patient':{'reference':'Patient/" + patient + "'},'code':{'text':'Penicillins'}}");
    }

    private static Duration await(String what, BooleanSupplier condition) {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - begun < Duration.ofSeconds(30).toNanos(), what);
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private long kept(String patient, String type) {
        return heart.database()
                .read(connection -> Sql.first(
                                connection,
                                row -> row.getLong(1),
                                "SELECT count(*) FROM resource WHERE origin <> 0 AND patient = ? AND type = ?",
                                Address.of("Patient", patient),
                                (short) R4.types().number(type))
                        .orElseThrow());
    }

    private Reaching.Reached reached(String patient) {
        return family.wiring().sharing().reaching().of(patient).getFirst();
    }

    private int tasks(String patient) {
        return family.get("Task?patient=" + patient).json().objects("entry").size();
    }

    @Test
    void itIsThereWithinTwoSecondsAndThatIsSaidAtTheAuthors() {
        shared("Aster", "1966-01-02");
        allergy("aster", "Aster", "high");
        Duration there = await("it is there", () -> kept("h-Aster", "AllergyIntolerance") == 1);
        Duration said = await(
                "that is said",
                () -> !family.wiring().sharing().reaching().of("Aster").isEmpty()
                        && reached("Aster").at() != null);
        System.out.println("severe allergy: at the other member " + there.toMillis()
                + " ms after the save, acknowledged " + there.plus(said).toMillis() + " ms after it");
        assertEquals("Heart Center", reached("Aster").member());
        assertTrue(there.plus(said).toSeconds() < 10, said.toString());
    }

    @Test
    void whatIsNotDangerousIsNotFollowed() {
        shared("Borage", "1967-03-04");
        allergy("borage", "Borage", "low");
        await("it is there", () -> kept("h-Borage", "AllergyIntolerance") == 1);
        assertEquals(0, family.wiring().sharing().reaching().of("Borage").size());
        allergy("borage", "Borage", "high");
        await(
                "it became dangerous",
                () -> !family.wiring().sharing().reaching().of("Borage").isEmpty()
                        && reached("Borage").at() != null);
    }

    @Test
    void whoeverEnteredItIsAskedToCallAMemberThatDoesNotAcknowledgeIt() {
        shared("Comfrey", "1968-05-06");
        TwoMembers.down(heart);
        allergy("comfrey", "Comfrey", "high");
        await(
                "it is to be told",
                () -> !family.wiring().sharing().reaching().of("Comfrey").isEmpty());
        family.wiring().sharing().reaching().step();
        assertEquals(0, tasks("Comfrey"));
        assertNull(reached("Comfrey").at());

        TwoMembers.change(
                family,
                "UPDATE reaching SET told = told - interval '16 minutes', written = written - interval '16 minutes'");
        family.wiring().sharing().reaching().step();
        family.wiring().sharing().reaching().step();
        assertEquals(1, tasks("Comfrey"));
        String task = family.get("Task?patient=Comfrey").text();
        assertTrue(task.contains("Call Heart Center") && task.contains("Practitioner/ito"), task);
        TwoMembers.up(heart);
        await("it is acknowledged afterwards", () -> reached("Comfrey").at() != null);
    }
}
