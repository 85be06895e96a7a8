package org.throughline.login.account;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.throughline.database.Database;
import org.throughline.database.TestDatabase;
import org.throughline.kernel.Failed;

class AccountsTest {
    private final Database database = TestDatabase.fresh();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final Accounts accounts = new Accounts(database, new Passwords(new SecureRandom()), now::get);

    @Test
    void guessingIsSlowedDown() {
        accounts.createFirst("admin", "Administrator", "right");
        for (int i = 0; i < 5; i++) {
            assertTrue(accounts.authenticate("admin", "wrong").isEmpty());
        }
        assertThrows(Failed.class, () -> accounts.authenticate("admin", "right"));
        now.updateAndGet(time -> time.plusSeconds(1));
        assertTrue(accounts.authenticate(" Admin ", "right").isPresent());
    }
}
