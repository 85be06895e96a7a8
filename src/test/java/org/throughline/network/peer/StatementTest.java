package org.throughline.network.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.JWKSet;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughline.kernel.Failed;
import org.throughline.keys.MessageKey;

/** Statements are read, and proven by the key that is known and by no other. */
class StatementTest {
    private static final String THERE = "https://there.example.org";

    @TempDir
    private Path folder = Path.of("");

    @TempDir
    private Path elsewhere = Path.of("");

    private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z"));

    private Voice voice() {
        return new Voice(MessageKey.of(folder), "https://here.example.org", clock);
    }

    private static JWKSet keys(Path folder) {
        try {
            return JWKSet.parse(MessageKey.of(folder).published());
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatWasSaidIsReadWithWhoSaidItToWhomAndWhen() {
        Member member = new Member("Heart Center", Kind.HOSPITAL, List.of(new Member.Identifier("urn:x", "1")));
        Statement said =
                Statement.read(voice().sayWithKey("join", THERE, Map.of("nonce", "n", "organization", member.claim())));
        assertEquals("https://here.example.org", said.from());
        assertEquals(THERE, said.to());
        assertEquals("join", said.act());
        assertEquals("n", said.nonce());
        assertEquals(clock.instant(), said.at());
        assertEquals(member, said.member());
        assertEquals(
                MessageKey.of(folder).fingerprint(),
                Statement.fingerprint(said.ownKey().orElseThrow()));
        assertTrue(said.isSignedBy(keys(folder)));
        assertFalse(said.isSignedBy(keys(elsewhere)));
    }

    @Test
    void whatWasChangedOnItsWayIsNotProven() {
        String text = voice().sayWithKey("leave", THERE, Map.of());
        Random random = new Random(6);
        for (int i = 0; i < 300; i++) {
            int at = random.nextInt(text.length() - 2);
            char other = "AbC-_.9".charAt(random.nextInt(7));
            String changed = text.substring(0, at) + other + text.substring(at + 1);
            assertTrue(changed.equals(text) || !proven(changed), changed);
        }
    }

    private boolean proven(String text) {
        try {
            Statement said = Statement.read(text);
            return said.isSignedBy(keys(folder)) || said.ownKey().isPresent();
        } catch (Failed e) {
            return false;
        }
    }

    @Test
    void anAssertionToATokenEndpointIsNoStatement() {
        String assertion = MessageKey.of(folder).assertion("client", THERE, clock.instant());
        assertThrows(Failed.class, () -> Statement.read(assertion));
        for (String other : List.of("", "a.b.c", "{}", "x".repeat(50_000))) {
            assertThrows(Failed.class, () -> Statement.read(other));
        }
    }

    @Test
    void aKeyThatIsRenewedIsInUseOnceItIsToBe() {
        MessageKey key = MessageKey.of(folder);
        MessageKey elsewhereInUse = MessageKey.of(folder);
        String before = key.fingerprint();
        MessageKey.Next next = key.next();
        assertEquals(before, elsewhereInUse.fingerprint());
        next.use();
        assertEquals(next.fingerprint(), key.fingerprint());
        assertEquals(next.fingerprint(), elsewhereInUse.fingerprint(), "another process sees it");
        assertFalse(next.fingerprint().equals(before));
    }

    @Test
    void whatAnOrganizationSaysOfItselfIsBounded() {
        assertThrows(Failed.class, () -> Member.of(Map.of("name", "", "kind", "lab")));
        assertThrows(Failed.class, () -> Member.of(Map.of("name", "A", "kind", "shop")));
        assertThrows(Failed.class, () -> Member.of(Map.of("name", "A".repeat(500), "kind", "lab")));
        assertThrows(Failed.class, () -> Member.of("A"));
        assertEquals(
                "A b", Member.of(Map.of("name", " A\n\u202e b ", "kind", "lab")).name());
    }

    @Test
    void anInstallationThatIsReachedFromItsOwnMachineOnlyIsToldSo() {
        String loopback = "http://127.0.0.1:8080";
        Line.requireReachable(loopback, "http://127.0.0.1:9090");
        Line.requireReachable(THERE, loopback);
        Line.requireReachable(THERE + "/practice", THERE);
        Failed refused = assertThrows(Failed.class, () -> Line.requireReachable(loopback, THERE));
        assertTrue(
                refused.failure().message().contains("--base"),
                refused.failure().message());
    }

    @Test
    void spansOfClocksAreInWords() {
        assertEquals("7 minutes ahead of", Spans.words(java.time.Duration.ofSeconds(450)));
        assertEquals("1 minute behind", Spans.words(java.time.Duration.ofSeconds(-20)));
        assertEquals("3 hours behind", Spans.words(java.time.Duration.ofHours(-3)));
        assertEquals("400 days ahead of", Spans.words(java.time.Duration.ofDays(400)));
    }
}
