package org.throughline.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.throughline.app.TwoMembers.OPERATOR;
import static org.throughline.app.TwoMembers.PATIENCE;
import static org.throughline.app.TwoMembers.network;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.throughline.clinic.network.PeerWords;
import org.throughline.http.Answer;
import org.throughline.keys.MessageKey;
import org.throughline.network.peer.Answered;
import org.throughline.network.peer.Peer;
import org.throughline.network.peer.Trouble;

/** What happens to members: one is down, one leaves, one gets another key, one is trusted no more. */
class MembershipFaultsTest {
    private static final TwoMembers TWO = new TwoMembers();
    private static final String SUGAR = "fhir/Observation/sugar";

    @BeforeEach
    void joined() {
        TWO.apart();
        TWO.joined();
        TWO.heartTreatsAda();
        TWO.quiet();
    }

    private static Answered ask() {
        return ask(TWO.familyThere());
    }

    private static Answered ask(Peer peer) {
        return network(TWO.heart).calls().get(peer, TwoMembers.cardiologist(SUGAR), SUGAR, PATIENCE);
    }

    private static void isAnswered(Answered answered) {
        assertTrue(answered instanceof Answered.Answer answer && answer.status() == 200, answered.toString());
    }

    @Test
    void whoIsDownIsShownWithTheTimeAndRecovers() {
        TwoMembers.down(TWO.family);
        assertInstanceOf(Answered.Down.class, ask());
        assertEquals(Trouble.DOWN, TWO.familyThere().trouble());
        PeerWords words = new PeerWords(ZoneOffset.UTC, Clock.systemUTC());
        assertTrue(
                words.wrong(TWO.familyThere()).getFirst().matches("It does not answer, since \\d\\d:\\d\\d UTC"),
                words.wrong(TWO.familyThere()).toString());
        assertTrue(words.warning(TWO.familyThere()).isEmpty(), "it may be starting anew");
        TwoMembers.change(TWO.heart, "UPDATE peer SET fault_since = now() - interval '2 hours'");
        assertTrue(words.warning(TWO.familyThere()).orElseThrow().startsWith("Family Practice: It does not answer"));
        TwoMembers.up(TWO.family);
        isAnswered(ask());
        assertEquals(Trouble.NONE, TWO.familyThere().trouble());
        assertTrue(words.warning(TWO.familyThere()).isEmpty());
    }

    @Test
    void whoWasDownWhenTheOtherLeftLearnsOfItByTheNotice() {
        TwoMembers.down(TWO.heart);
        assertFalse(network(TWO.family).leaving().leave(OPERATOR, TWO.heartThere()));
        assertEquals(Peer.State.LEFT, TWO.heartThere().state());
        assertInstanceOf(Answered.Refused.class, ask());
        assertTrue(TWO.familyThere().isMember());
        TwoMembers.up(TWO.heart);
        TwoMembers.change(TWO.family, "UPDATE peer_notice SET due = now()");
        TwoMembers.contact(TWO.family, () -> !TWO.familyThere().isMember());
        assertEquals(Peer.State.LEFT, TWO.familyThere().state());
    }

    @Test
    void orWhenItNextAsksHowItStands() {
        TwoMembers.down(TWO.heart);
        assertFalse(network(TWO.family).leaving().leave(OPERATOR, TWO.heartThere()));
        TwoMembers.change(TWO.family, "DELETE FROM peer_notice");
        TwoMembers.up(TWO.heart);
        TwoMembers.contact(TWO.heart, () -> TWO.familyThere().state() == Peer.State.LEFT);
        assertTrue(
                TWO.familyThere().by().contains("Family Practice"),
                TWO.familyThere().by());
    }

    @Test
    void anotherKeyThatTheOldOneVouchesForCountsAndTheOldOneDoesNot() throws Exception {
        isAnswered(ask());
        String old = java.nio.file.Files.readString(TWO.heart.data().resolve("message-key.json"));
        var done = network(TWO.heart).rekeying().rekey(OPERATOR, false);
        assertEquals(1, done.told().size());
        assertTrue(TWO.heartThere().keys().contains(done.fingerprint()));
        isAnswered(ask());
        java.nio.file.Path elsewhere =
                java.nio.file.Files.createTempDirectory(java.nio.file.Path.of("target"), "old-key");
        java.nio.file.Files.writeString(elsewhere.resolve("message-key.json"), old);
        assertEquals(401, token(MessageKey.of(elsewhere)));
        assertEquals(200, token(MessageKey.of(TWO.heart.data())));
    }

    private static int token(MessageKey key) {
        String endpoint = TWO.family.home() + "/oauth/token";
        Map<String, Object> said = Map.of(
                "hl7-b2b",
                Map.of(
                        "version",
                        "1",
                        "organization_id",
                        TWO.heart.home(),
                        "purpose_of_use",
                        java.util.List.of("TREAT")));
        return TWO.family
                .anonymous("POST", endpoint)
                .form("grant_type=client_credentials&scope=system/*.rs&client_assertion_type="
                        + "urn:ietf:params:oauth:client-assertion-type:jwt-bearer&client_assertion="
                        + key.assertionSaying(
                                TWO.heartThere().client(),
                                endpoint,
                                said,
                                Clock.systemUTC().instant()))
                .send()
                .status();
    }

    @Test
    void whoWasDownWhenKeysWereRenewedTwiceCatchesUpAtTheNextContact() {
        TwoMembers.down(TWO.heart);
        assertEquals(
                1,
                network(TWO.family).rekeying().rekey(OPERATOR, false).waiting().size());
        String last = network(TWO.family).rekeying().rekey(OPERATOR, false).fingerprint();
        TwoMembers.up(TWO.heart);
        TwoMembers.contact(TWO.heart, () -> TWO.familyThere().keys().contains(last));
        assertTrue(TWO.familyThere().isMember());
        assertEquals(Trouble.NONE, TWO.familyThere().trouble());
        isAnswered(ask());
    }

    @Test
    void whoEndsBeforeTheNewKeyIsInUseHasToldNobodyOfIt() {
        String before = TWO.familyThere().keys();
        TwoMembers.change(
                TWO.family,
                "INSERT INTO peer_notice (peer, statement, follows, made, due) SELECT peer, 'of a key that was never used',"
                        + " 'never', now(), now() FROM peer");
        network(TWO.family).keepInTouch();
        TwoMembers.contact(TWO.family, () -> TWO.heartThere().trouble() == Trouble.NONE);
        assertEquals(before, TWO.familyThere().keys());
        network(TWO.family).rekeying().rekey(OPERATOR, false);
        assertFalse(TWO.family
                .database()
                .<Boolean>read(
                        connection -> org.throughline.database.Sql.any(connection, "SELECT 1 FROM peer_notice")));
        isAnswered(ask());
    }

    @Test
    void aKeyThatNothingVouchesForClosesTheDoorsUntilOneJoinsAnew() {
        Peer before = TWO.familyThere();
        network(TWO.family).rekeying().rekey(OPERATOR, true);
        TwoMembers.contact(TWO.heart, () -> TWO.familyThere().trouble() == Trouble.KEY_CHANGED);
        assertEquals(Peer.State.CUT_OFF, TWO.familyThere().state());
        TwoMembers.contact(TWO.family, () -> TWO.heartThere().trouble() == Trouble.KEY_REFUSED);
        TWO.joined();
        assertEquals(before.number(), TWO.familyThere().number());
        isAnswered(ask());
    }

    @Test
    void whoIsCutOffFindsAllDoorsClosedAlthoughItIsDownAndIsToldNothing() {
        isAnswered(ask());
        Peer family = TWO.familyThere();
        TwoMembers.down(TWO.heart);
        network(TWO.family).leaving().cutOff(OPERATOR, TWO.heartThere());
        assertInstanceOf(Answered.Refused.class, ask(family));
        assertTrue(TWO.familyThere().isMember());
        TwoMembers.up(TWO.heart);
        TwoMembers.contact(TWO.heart, () -> TWO.familyThere().trouble() == Trouble.CUT_OFF_THERE);
    }

    @Test
    void aClockThatGoesWrongIsShownByHowMuchAndStopsNothing() {
        Duration wrong = Duration.ofMinutes(9);
        TWO.family.behind(handler -> request -> request.path().equals("/network/hello")
                ? TwoMembers.withClock(TWO.family, wrong).reception().handle(request)
                : handler.handle(request));
        TwoMembers.contact(TWO.heart, () -> TWO.familyThere().clockDiffers());
        PeerWords words = new PeerWords(ZoneOffset.UTC, Clock.systemUTC());
        assertTrue(
                words.wrong(TWO.familyThere()).getFirst().contains("minutes ahead of ours"),
                words.wrong(TWO.familyThere()).toString());
    }

    @Test
    void whatAMemberCallsItselfIsKeptTo() {
        TWO.family.set("ORGANIZATION_KIND", "hospital");
        TwoMembers.contact(TWO.heart, () -> TWO.familyThere().kind().code().equals("hospital"));
        String there = TWO.heart
                .get("Organization/" + TWO.familyThere().organization())
                .text();
        assertTrue(there.contains("hospital"), there);
        TWO.family.set("ORGANIZATION_KIND", "practice");
    }

    @Test
    void whatIsNotSignedRightlyIsRefused() {
        assertEquals(400, post("join", "nonsense"));
        MessageKey stranger = stranger();
        Map<String, Object> claims = Map.of(
                "act",
                "leave",
                "iss",
                TWO.heart.home(),
                "aud",
                TWO.family.home(),
                "iat",
                Clock.systemUTC().instant().getEpochSecond());
        assertEquals(403, post("notice", stranger.statement(claims)));
        assertEquals(404, post("notice", stranger.statement(with(claims, "iss", "https://nobody.example.org"))));
        assertEquals(404, post("notice", stranger.statement(with(claims, "aud", "https://nobody.example.org"))));
        assertEquals(403, post("hello", stranger.statement(with(claims, "act", "hello"))));
        assertTrue(TWO.heartThere().isMember());
    }

    private static Map<String, Object> with(Map<String, Object> claims, String name, String value) {
        Map<String, Object> other = new java.util.HashMap<>(claims);
        other.put(name, value);
        return other;
    }

    private static MessageKey stranger() {
        try {
            return MessageKey.of(java.nio.file.Files.createTempDirectory(java.nio.file.Path.of("target"), "stranger"));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static int post(String path, String statement) {
        return TWO.family
                .anonymous("POST", TWO.family.home() + "/network/" + path)
                .body("application/jwt", statement.getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .send()
                .status();
    }

    @Test
    void anOldNoticeOfLeavingMeansNothingToALaterMembership() {
        MessageKey key = MessageKey.of(TWO.heart.data());
        String old = key.statement(Map.of(
                "act",
                "leave",
                "iss",
                TWO.heart.home(),
                "aud",
                TWO.family.home(),
                "iat",
                Clock.systemUTC().instant().minusSeconds(3600).getEpochSecond()));
        assertEquals(200, post("notice", old));
        assertTrue(TWO.heartThere().isMember());
    }

    @Test
    void whatIsSaidOfMembersIsHandledAsAnswers() {
        assertEquals(
                405,
                TWO.family
                        .anonymous("GET", TWO.family.home() + "/network/hello")
                        .send()
                        .status());
        assertTrue(TWO.family
                .anonymous("GET", TWO.family.home() + "/network/join")
                .send()
                .text()
                .contains("./throughline join"));
        assertEquals(
                Answer.of(404).status(),
                post("elsewhere", stranger().statement(Map.of("act", "x", "iss", "a", "aud", "b", "iat", 1L))));
    }
}
