package org.throughline.login.smart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.throughline.app.TestProduct;
import org.throughline.database.Sql;

/** Tokens of the command line that act as an account. */
class OperatorTokenTest {
    private static final TestProduct PRODUCT = TestProduct.start();

    @BeforeAll
    static void records() {
        for (String patient : List.of("ada", "bob")) {
            PRODUCT.send("PUT", "Patient/" + patient, "{'resourceType':'Patient','id':'" + patient + "'}");
        }
        new AppFixture(PRODUCT).person("clerk");
    }

    private static int read(String token, String target) {
        return PRODUCT.anonymous("GET", target)
                .header("Authorization", "Bearer " + token)
                .send()
                .status();
    }

    @Test
    void theTokenCanDoWhatTheScopesGrantAndTheAccountMay() {
        String token = PRODUCT.token("user/*.rs", "clerk", null);
        assertEquals(200, read(token, "Patient/ada"));
        assertEquals(403, read(token, "Observation"));
        assertEquals(403, read(PRODUCT.token("user/Appointment.rs", "clerk", null), "Patient/ada"));
        assertEquals(403, read(PRODUCT.token("user/*.rs", null, null), "Observation/x"));
    }

    @Test
    void aScopeOfAPatientReachesThatPatient() {
        String token = PRODUCT.token("patient/Patient.rs", "clerk", "ada");
        assertEquals(200, read(token, "Patient/ada"));
        assertEquals(404, read(token, "Patient/bob"));
    }

    @Test
    void theAuditNamesTheAccountAndTheToken() {
        read(PRODUCT.token("user/Patient.rs", "clerk", null), "Patient/ada");
        String trail = PRODUCT.get("AuditEvent?_count=50").text();
        assertTrue(trail.contains("/token/") && trail.contains("clerk, by a program with a token"), trail);
    }

    @Test
    void whatTheAccountLosesTheTokenLoses() {
        new AppFixture(PRODUCT).person("leaver");
        String token = PRODUCT.token("user/Patient.rs", "leaver", null);
        assertEquals(200, read(token, "Patient/ada"));
        PRODUCT.database()
                .inTransaction(connection ->
                        Sql.change(connection, "UPDATE account SET disabled = now() WHERE name = 'leaver'"));
        long end = System.nanoTime() + 1_000_000_000L;
        while (read(token, "Patient/ada") == 200) {
            assertTrue(System.nanoTime() < end);
        }
        assertEquals(401, read(PRODUCT.token("user/Patient.rs", "nobody", null), "Patient/ada"));
    }
}
