package org.throughline.login.smart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughline.app.TestProduct;
import org.throughline.app.TestProduct.Reply;

/** Who tries secrets or tokens at the endpoints for apps is slowed, whatever address they claim to have. */
class EndpointLimitTest {
    private static final TestProduct PRODUCT = TestProduct.start();
    private static final int AT_ONCE = 100;

    @ParameterizedTest
    @ValueSource(strings = {"/oauth/token", "/oauth/introspect", "/oauth/revoke"})
    void tooManyCallsOfOneAddressAreRefused(String endpoint) {
        Reply last = tried(endpoint, 0);
        int count = 1;
        while (last.status() != 429 && count < 10 * AT_ONCE) {
            assertTrue(last.status() == 400 || last.status() == 401, last.toString());
            last = tried(endpoint, count);
            count++;
        }
        assertEquals(429, last.status());
        assertTrue(count > AT_ONCE, "after " + count);
        assertTrue(Integer.parseInt(last.header("Retry-After")) >= 1);
        assertTrue(last.text().contains("temporarily_unavailable"), last.text());
    }

    private static Reply tried(String endpoint, int i) {
        return PRODUCT.anonymous("POST", PRODUCT.home() + endpoint)
                .header("X-Forwarded-For", "198.51.100." + i % 250)
                .header("Forwarded", "for=198.51.100." + i % 250)
                .form("grant_type=client_credentials&client_id=nobody&client_secret=guess" + i + "&token=t" + i)
                .send();
    }
}
