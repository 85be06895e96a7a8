package org.throughline.audit.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.Agent;
import org.throughline.audit.AuditTrail;
import org.throughline.database.Database;
import org.throughline.database.Pipeline;
import org.throughline.database.Sql;
import org.throughline.database.TestDatabase;
import org.throughline.keys.Signatures;

class ChainTest {
    private final Database database = TestDatabase.fresh();
    private final AuditTrail audit = new AuditTrail(database);
    private final Chain chain = chain();

    private Chain chain() {
        try {
            Signatures signatures =
                    new Signatures(new ECKeyGenerator(Curve.P_256).keyID("test").generate());
            return new Chain(database, signatures, Clock.systemUTC());
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void threeSeals() {
        for (int i = 0; i < 3; i++) {
            audit.record(access("first of " + i));
            audit.record(access("second of " + i));
            chain.extend();
        }
    }

    @AfterEach
    void close() {
        audit.close();
    }

    private static Access access(String target) {
        return new Access(Instant.now(), Agent.of("test", "Test"), Action.READ, 0, target, 200, Set.of(5L, 6L), null);
    }

    /** As somebody who got hold of the owner's password; the product itself may not do this. */
    private void change(String sql) {
        try (Database owner = TestDatabase.owner(database)) {
            owner.inTransaction(connection -> Sql.change(connection, sql));
        }
    }

    private void assertFaulty(String words) {
        List<String> faults = verify().faults();
        assertFalse(faults.isEmpty(), "no fault was found");
        assertTrue(faults.getFirst().contains(words), faults.toString());
    }

    private Verdict verify() {
        return chain.verify(Optional.empty());
    }

    @Test
    void aTrailThatNobodyTouchedIsWhole() {
        assertEquals(List.of(), verify().faults());
        assertEquals(3, verify().seals());
        assertEquals(6, verify().entries());
        assertEquals(0, verify().tail().entries());
    }

    @Test
    void whatIsNotSealedYetIsNamed() {
        audit.record(access("late"));
        assertEquals(1, verify().tail().entries());
        assertTrue(verify().isWhole());
        chain.extend();
        chain.extend();
        assertEquals(0, verify().tail().entries());
        assertEquals(4, verify().seals());
    }

    @Test
    void everyColumnOfAnEntryIsUnderTheSeal() {
        for (String change : List.of(
                "target = 'other'",
                "status = 403",
                "at = at + interval '1 second'",
                "patient = 7",
                "others = null",
                "action = 2",
                "type = 3",
                "purpose = 4",
                "access = access + 100000")) {
            change("UPDATE access SET " + change + " WHERE target = 'first of 1'");
            assertFaulty("changed");
            change("DELETE FROM access; DELETE FROM seal");
            threeSeals();
        }
    }

    @Test
    void anEntryThatIsTakenAwayIsMissed() {
        change("DELETE FROM access WHERE target = 'second of 1'");
        assertFaulty("taken away");
    }

    @Test
    void anEntryThatIsAddedBehindASealIsFound() {
        change(
                "INSERT INTO access SELECT access + 50, at, patient, xid, agent, action, status, type, purpose, 'forged',"
                        + " others FROM access WHERE target = 'first of 0'");
        assertFaulty("added");
    }

    @Test
    void aSealThatIsTakenAwayIsMissed() {
        change("DELETE FROM seal WHERE seal = 2");
        assertFaulty("does not follow");
    }

    @Test
    void aSealMadeByAnotherKeyIsFound() {
        change("DELETE FROM seal WHERE seal = 3");
        chain().extend();
        assertFaulty("signature");
    }

    @Test
    void aCheckpointTellsThatTheEndWasCutOff() {
        Optional<String> kept = chain.checkpoint();
        assertTrue(chain.verify(kept).isWhole());
        change("DELETE FROM access WHERE target LIKE '% of 2'");
        change("DELETE FROM seal WHERE seal = 3");
        assertTrue(verify().isWhole(), "without the checkpoint it cannot be told");
        assertFalse(chain.verify(kept).isWhole());
        assertFalse(chain.verify(Optional.of("forged")).isWhole());
    }

    @Test
    void whatAnOpenTransactionWroteIsSealedOnceItIsCommitted() {
        audit.meet(Agent.of("test", "Test"));
        database.inTransaction(connection -> {
            Pipeline pipeline = new Pipeline();
            audit.write(pipeline, connection, List.of(access("slow")));
            pipeline.send(connection);
            audit.record(access("meanwhile"));
            chain.extend();
            assertEquals(3, verify().seals(), "what came after it waits too");
            return true;
        });
        chain.extend();
        assertEquals(4, verify().seals());
        assertEquals(8, verify().entries());
        assertTrue(verify().isWhole());
    }
}
