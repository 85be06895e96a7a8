package org.throughline.login.account;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughline.kernel.Failed;

class PasswordRulesTest {
    private final PasswordRules rules = new PasswordRules();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password1234",
                "P@ssw0rd!2024",
                "Passw0rd-Passw0rd",
                "Welcome!!2025",
                "qwertyuiop12",
                "123456789012",
                "098765432109",
                "abcdefghijkl",
                "aaaaaaaaaaaa",
                "abababababab",
                "iloveyou12345",
                "Administrator1!",
                "letmein.letmein",
                "Sunshine*Dragon7",
                "throughline2026",
                "football!football!",
                "frontdesk-12"
            })
    void whatIsGuessedFirstIsRefused(String password) {
        assertThrows(Failed.class, () -> rules.check(password, "frontdesk", false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery staple",
                "grapevine-9-tuba",
                "Zwölf Boxkämpfer jagen",
                "k7mqe-x2vtr",
                "ωμέγα και άλφα",
                "8301-5527-9944",
                "frontdesk of the old mill"
            })
    void anythingElseThatIsLongEnoughIsTaken(String password) {
        assertDoesNotThrow(() -> rules.check(password, "frontdesk", password.length() < 12));
    }

    @Test
    void eightCharactersDoWithASecondFactorAndTwelveWithout() {
        assertDoesNotThrow(() -> rules.check("vexing-t", "a", true));
        assertThrows(Failed.class, () -> rules.check("vexing-", "a", true));
        assertThrows(Failed.class, () -> rules.check("vexing-trub", "a", false));
        assertThrows(Failed.class, () -> rules.check("vexing trub ".repeat(17), "a", false));
    }
}
