package org.throughline.events.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.audit.Acts;
import org.throughline.audit.AuditTrail;
import org.throughline.database.Database;
import org.throughline.database.OpenTransaction;
import org.throughline.database.TestDatabase;

class RuleTallyTest {
    private static final Caller OSEI = new Caller("account/1", "Dr Osei", Rights.EVERYTHING);

    private final Database database = TestDatabase.fresh();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-26T15:00:00Z"));
    private final InstantSource clock = now::get;
    private final RuleTally tally = new RuleTally(database, clock);

    private static RuleTally.Spoken spoken(int finding, boolean interrupts) {
        byte[] digest = new byte[16];
        digest[0] = (byte) finding;
        return new RuleTally.Spoken(digest, "qt", "2026.1", interrupts);
    }

    private void sign(RuleTally.Spoken... spoken) {
        database.inTransaction(connection -> {
            tally.signed(new OpenTransaction(connection), List.of(spoken));
            return 0;
        });
    }

    @Test
    void aFindingCountsOnceHoweverOftenItIsShown() {
        tally.shown(List.of(spoken(1, true), spoken(2, false)));
        tally.shown(List.of(spoken(1, true)));

        assertEquals(new RuleTally.Figures("qt", 2, 1, 0, 0), tally.figures(90).get("qt"));
    }

    @Test
    void whatIsSignedIsOverriddenAndWhatIsNotByTheNextDayIsAccepted() {
        tally.shown(List.of(spoken(1, true), spoken(2, true), spoken(3, true)));
        sign(spoken(1, true));
        assertEquals(new RuleTally.Figures("qt", 3, 3, 1, 0), tally.figures(90).get("qt"));

        now.set(Instant.parse("2026-11-27T15:00:00Z"));
        assertEquals(new RuleTally.Figures("qt", 3, 3, 1, 2), tally.figures(90).get("qt"));
    }

    @Test
    void whatWasSignedWithoutBeingShownCountsToo() {
        sign(spoken(9, true));
        sign(spoken(9, true));

        assertEquals(new RuleTally.Figures("qt", 1, 1, 1, 0), tally.figures(90).get("qt"));
    }

    @Test
    void theSameFindingOfTwoOrdersCountsOnce() {
        tally.shown(List.of(spoken(1, false), spoken(2, true), spoken(1, true)));
        sign(spoken(1, true), spoken(1, false));

        assertEquals(new RuleTally.Figures("qt", 2, 2, 1, 0), tally.figures(90).get("qt"));
    }

    @Test
    void whatIsOldIsSweptAway() {
        tally.shown(List.of(spoken(1, true)));
        now.set(Instant.parse("2028-01-01T00:00:00Z"));
        tally.sweep();

        assertTrue(tally.figures(10_000).isEmpty());
    }

    @Test
    void aRuleIsOffForWhomItWasSwitchedOffInEveryProcess() {
        Acts acts = new Acts(database, new AuditTrail(database), java.time.Clock.systemUTC());
        RuleSwitches here = new RuleSwitches(database, acts, clock);
        RuleSwitches there = new RuleSwitches(database, acts, clock);

        here.switchOff(OSEI, "qt", "Practitioner/1", "Cardiology looks at each ECG");
        here.switchOff(OSEI, "renal", "", "Not in use");
        there.refresh();

        assertEquals(Set.of("qt", "renal"), there.off("Practitioner/1"));
        assertEquals(Set.of("renal"), there.off("Practitioner/2"));
        assertEquals("Dr Osei", there.all().getFirst().name());

        there.switchOn(OSEI, "qt", "Practitioner/1");
        assertEquals(Set.of("renal"), there.off("Practitioner/1"));
    }
}
