package org.throughline.clinic.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.throughline.app.TestProduct;
import org.throughline.database.Sql;

/** How often somebody may try to log in, behind a proxy and without. */
class LoginLimitTest {
    private static HttpResponse<String> tried(TestProduct product, String name, String from) {
        Visitor visitor = new Visitor(product.home()).header("X-Forwarded-For", from);
        HttpResponse<String> answer = visitor.logIn(name, TestProduct.PASSWORD);
        product.database().inTransaction(connection -> Sql.change(connection, "DELETE FROM guess"));
        return answer;
    }

    @Test
    void oneNameIsNotTriedAgainAndAgainFromEverywhere() {
        TestProduct product = TestProduct.start("--logins-per-minute=30", "--trusted-proxies=127.0.0.1");
        for (int i = 0; i < 5; i++) {
            assertEquals(303, tried(product, "admin", "198.51.100." + i).statusCode());
        }
        HttpResponse<String> refused = tried(product, " ADMIN ", "198.51.100.99");
        assertEquals(429, refused.statusCode());
        assertTrue(refused.body().contains("Too many tries to log in. Try again in"), refused.body());
        assertEquals(401, tried(product, "another", "198.51.100.99").statusCode());
    }

    @Test
    void oneAddressDoesNotTryManyNamesAndOthersAreNotHeldUpByIt() {
        TestProduct product = TestProduct.start("--logins-per-minute=12", "--trusted-proxies=127.0.0.1");
        for (int i = 0; i < 12; i++) {
            assertEquals(401, tried(product, "name" + i, "198.51.100.1").statusCode());
        }
        assertEquals(429, tried(product, "one more", "198.51.100.1").statusCode());
        assertEquals(429, tried(product, "one more", "1.1.1.1, 198.51.100.1").statusCode(), "a header made up");
        assertEquals(303, tried(product, "admin", "198.51.100.2").statusCode());
        assertTrue(audited(product, "admin, from 198.51.100.2"));
    }

    @Test
    void withoutATrustedProxyNothingThatIsSentChangesTheAddress() {
        TestProduct product = TestProduct.start("--logins-per-minute=12");
        for (int i = 0; i < 12; i++) {
            assertEquals(401, tried(product, "name" + i, "198.51.100." + i).statusCode());
        }
        assertEquals(429, tried(product, "admin", "198.51.100.200").statusCode());
        assertTrue(audited(product, "somebody unknown, from 127.0.0.1"));
    }

    private static boolean audited(TestProduct product, String target) {
        return product.database()
                .read(connection -> Sql.any(connection, "SELECT 1 FROM access WHERE target = ?", target));
    }
}
