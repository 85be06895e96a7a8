package org.throughline.login.bearer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughline.access.Scopes;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.keys.SigningKey;

class TokensTest {
    private static final Scopes SCOPES = Scopes.parse("system/Patient.rs");

    @TempDir
    private Path folder = Path.of("");

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T10:00:00Z"));

    private static Tokens.Claims read(Tokens tokens, String token) {
        return tokens.read(token, () -> {});
    }

    private Tokens tokens() {
        return new Tokens(SigningKey.of(folder), now::get);
    }

    @Test
    void aTokenCarriesItsScopesToAnotherProcessOfTheSameFolder() {
        Tokens.Issued issued = tokens().issue(SCOPES, Duration.ofMinutes(60));
        assertEquals(issued.claims(), read(tokens(), issued.token()));
        assertEquals(SCOPES, issued.claims().scopes());
    }

    @Test
    void aTokenCarriesTheAccountAndThePatientThatItIsFor() {
        Tokens.Issued issued = tokens().issue(SCOPES, "ada", "p1", Duration.ofMinutes(60));
        assertEquals("ada", read(tokens(), issued.token()).user());
        assertEquals("p1", read(tokens(), issued.token()).patient());
    }

    @Test
    void anExpiredTokenIsRefusedEvenWhenItWasSeenBefore() {
        Tokens tokens = tokens();
        String token = tokens.issue(SCOPES, Duration.ofMinutes(60)).token();
        read(tokens, token);
        now.set(now.get().plus(Duration.ofMinutes(60)));
        refused(tokens, token);
        refused(tokens(), token);
    }

    @Test
    void aTokenThatWasTamperedWithIsRefused() {
        Tokens tokens = tokens();
        String token = tokens.issue(SCOPES, Duration.ofMinutes(60)).token();
        int middle = token.length() / 2;
        char other = token.charAt(middle) == 'a' ? 'b' : 'a';
        refused(tokens, token.substring(0, middle) + other + token.substring(middle + 1));
        refused(tokens, token.substring(0, token.lastIndexOf('.') + 1));
        refused(tokens, "not a token");
        refused(tokens, "");
    }

    @Test
    void aTokenOfAnotherInstallationIsRefused(@TempDir Path elsewhere) {
        String token = new Tokens(SigningKey.of(elsewhere), now::get)
                .issue(SCOPES, Duration.ofMinutes(60))
                .token();
        refused(tokens(), token);
    }

    @Test
    void anUnsignedTokenIsRefused() {
        // {"alg":"none"} . {"iss":"throughline","jti":"1","exp":4102444800,"scope":"system/*.cruds"} .
        refused(
                tokens(),
                "eyJhbGciOiJub25lIn0.eyJpc3MiOiJ0aHJvdWdobGluZSIsImp0aSI6IjEiLCJleHAiOjQxMDI0NDQ4MDAsInNjb3BlIjoic3lzd"
                        + "GVtLyouY3J1ZHMifQ.");
    }

    private static void refused(Tokens tokens, String token) {
        Failed failed = assertThrows(Failed.class, () -> read(tokens, token));
        assertInstanceOf(Failure.Unauthenticated.class, failed.failure());
    }
}
