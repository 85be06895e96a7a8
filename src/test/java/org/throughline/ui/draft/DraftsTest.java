package org.throughline.ui.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.throughline.database.Database;
import org.throughline.database.TestDatabase;
import org.throughline.http.Form;
import org.throughline.http.Parameter;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

class DraftsTest {
    private static final Database DATABASE = TestDatabase.fresh();
    private static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");
    private static final String FORM = "/patients/p/problems/new";

    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private final Drafts drafts = new Drafts(DATABASE, now::get);

    private static Form form(String note) {
        return new Form(List.of(new Parameter("note", note), new Parameter("a&b", "=%✓")));
    }

    private static Failure failure(Runnable act) {
        return assertThrows(Failed.class, act::run).failure();
    }

    @Test
    void whatWasKeptIsThereForItsAuthorAloneUntilItIsDropped() {
        assertEquals(1, drafts.keep(1, FORM, 0, form("gout")));
        assertEquals(2, drafts.keep(1, FORM, 1, form("gout, left toe")));

        assertEquals(form("gout, left toe"), drafts.find(1, FORM).orElseThrow().form());
        assertTrue(drafts.find(2, FORM).isEmpty());
        drafts.drop(1, FORM);
        assertTrue(drafts.find(1, FORM).isEmpty());
    }

    @Test
    void aTabThatDoesNotKnowOfAnotherIsRefused() {
        drafts.keep(3, FORM, 0, form("one"));
        assertTrue(failure(() -> drafts.keep(3, FORM, 0, form("two"))) instanceof Failure.Conflict);
        drafts.keep(3, FORM, 1, form("three"));
        assertTrue(failure(() -> drafts.keep(3, FORM, 1, form("four"))) instanceof Failure.Conflict);
        assertEquals(form("three"), drafts.find(3, FORM).orElseThrow().form());
        drafts.drop(3, FORM);
        assertTrue(failure(() -> drafts.keep(3, FORM, 2, form("after it was saved"))) instanceof Failure.Conflict);
    }

    @Test
    void thoseOfOneChartAreListedAndNotThoseOfAPatientWhoseIdBeginsAlike() {
        drafts.keep(4, "/patients/a/problems/new", 0, form("x"));
        drafts.keep(4, "/patients/ab/problems/new", 0, form("x"));
        assertEquals(
                List.of("/patients/a/problems/new"),
                drafts.below(4, "/patients/a/").stream().map(Draft::key).toList());
    }

    @Test
    void whatIsTooLongIsRefusedAndWhatIsOldIsSwept() {
        assertTrue(failure(() -> drafts.keep(5, FORM, 0, form("x".repeat(300_000)))) instanceof Failure.TooLarge);
        drafts.keep(5, FORM, 0, form("old"));
        now.set(NOW.plus(Duration.ofDays(91)));
        drafts.sweep();
        assertTrue(drafts.find(5, FORM).isEmpty());
    }
}
