package org.throughline.clinic.downtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.throughline.database.backup.BackupRun;

class PackPlanTest {
    private static final PackPlan PLAN =
            new PackPlan(Path.of("/packs"), "a passphrase of tests", ZoneId.of("America/New_York"));

    private static boolean isDue(BackupRun last, String now) {
        return PLAN.isDue(List.of(last), Instant.parse(now));
    }

    private static BackupRun run(String begun, @Nullable String ended, String fault) {
        return new BackupRun(
                BackupRun.Kind.DOWNTIME,
                1,
                Instant.parse(begun),
                ended == null ? null : Instant.parse(ended),
                "/packs/x",
                1,
                "",
                fault);
    }

    @Test
    void itIsMadeAnewEveryQuarterOfAnHour() {
        BackupRun made = run("2026-01-11T15:00:00Z", "2026-01-11T15:00:02Z", "");
        assertTrue(PLAN.isDue(List.of(), Instant.parse("2026-01-11T15:00:00Z")));
        assertFalse(isDue(made, "2026-01-11T15:14:59Z"));
        assertTrue(isDue(made, "2026-01-11T15:15:00Z"));
        assertFalse(PackPlan.isStale(made.begun(), Instant.parse("2026-01-11T15:45:00Z")));
        assertTrue(PackPlan.isStale(made.begun(), Instant.parse("2026-01-11T15:45:01Z")));
    }

    @Test
    void itIsMadeAtOnceWhenADayOfThePracticeBegins() {
        // Midnight in New York is 05:00 UTC in winter.
        BackupRun made = run("2026-01-11T04:55:00Z", "2026-01-11T04:55:02Z", "");
        assertFalse(isDue(made, "2026-01-11T04:59:59Z"));
        assertTrue(isDue(made, "2026-01-11T05:00:00Z"));
    }

    @Test
    void whatFailedOrWasBrokenOffIsTriedAgainSoon() {
        BackupRun failed = run("2026-01-11T15:00:00Z", "2026-01-11T15:00:02Z", "The disk is full.");
        assertFalse(isDue(failed, "2026-01-11T15:01:00Z"));
        assertTrue(isDue(failed, "2026-01-11T15:02:00Z"));
        BackupRun brokenOff = run("2026-01-11T15:00:00Z", null, "");
        assertFalse(isDue(brokenOff, "2026-01-11T15:09:00Z"));
        assertTrue(isDue(brokenOff, "2026-01-11T15:10:01Z"));
    }

    @Test
    void thePassphraseIsNotTold() {
        assertEquals("PackPlan[/packs]", PLAN.toString());
    }
}
