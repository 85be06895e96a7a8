package org.throughline.login.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.database.TestDatabase;
import org.throughline.kernel.Failed;

class AccountsTest {
    private final Database database = TestDatabase.fresh();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final Accounts accounts = new Accounts(
            database,
            new Passwords(new SecureRandom(), new Passwords.Cost(8, 1)),
            new Guesses(database, now::get),
            now::get);

    @BeforeEach
    void firstAccount() {
        accounts.createFirst("admin", "Administrator", "right");
    }

    @Test
    void guessingIsSlowedDown() {
        fail(5, "admin");
        assertThrows(Failed.class, () -> accounts.authenticate("admin", "right"));
        now.updateAndGet(time -> time.plusSeconds(1));
        assertTrue(accounts.authenticate(" Admin ", "right").isPresent());
        fail(5, "admin");
    }

    @Test
    void aNameThatIsNotKnownWaitsTheSame() {
        fail(5, "nobody");
        Failed unknown = assertThrows(Failed.class, () -> accounts.authenticate("nobody", "right"));
        fail(5, "admin");
        Failed known = assertThrows(Failed.class, () -> accounts.authenticate("admin", "right"));
        assertEquals(known.failure(), unknown.failure());
    }

    @Test
    void theWaitDoublesUpToAQuarterOfAnHourAndTriesAreForgotten() {
        fail(5, "admin");
        for (int wait = 1; wait < 900; wait *= 2) {
            now.set(now.get().plusSeconds(wait));
            fail(1, "admin");
            assertThrows(Failed.class, () -> accounts.authenticate("admin", "right"));
        }
        now.set(now.get().plusSeconds(899));
        assertThrows(Failed.class, () -> accounts.authenticate("admin", "right"));
        now.set(now.get().plus(Duration.ofHours(15)));
        fail(5, "admin");
        assertThrows(Failed.class, () -> accounts.authenticate("admin", "right"));
    }

    @Test
    void manyTriesAtOnceGainNothing() throws Exception {
        AtomicInteger looked = new AtomicInteger();
        try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 30; i++) {
                crowd.execute(() -> {
                    if (tried()) {
                        looked.incrementAndGet();
                    }
                });
            }
        }
        assertEquals(5, looked.get());
    }

    private boolean tried() {
        try {
            accounts.authenticate("admin", "wrong");
            return true;
        } catch (Failed e) {
            return false;
        }
    }

    @Test
    void aDisabledAccountIsRefusedAsAWrongPasswordIs() {
        database.inTransaction(connection -> Sql.change(connection, "UPDATE account SET disabled = now()"));
        assertTrue(accounts.authenticate("admin", "right").isEmpty());
    }

    @Test
    void whatIsNoNameIsNotToldOn() {
        assertEquals("admin", accounts.known("ADMIN"));
        assertEquals("somebody unknown", accounts.known("my secret password"));
    }

    private void fail(int times, String name) {
        for (int i = 0; i < times; i++) {
            assertTrue(accounts.authenticate(name, "wrong").isEmpty());
        }
    }
}
