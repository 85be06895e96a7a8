package org.throughline.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.throughline.app.TwoMembers.OPERATOR;
import static org.throughline.app.TwoMembers.network;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.throughline.http.Answer;
import org.throughline.kernel.Failed;
import org.throughline.keys.MessageKey;
import org.throughline.network.peer.Invitation;
import org.throughline.network.peer.Network;
import org.throughline.network.peer.Trouble;

/** Whatever is wrong with an invitation or happens while somebody joins: it is said, and either both are members or it can be repeated. */
class JoiningFaultsTest {
    private static final TwoMembers TWO = new TwoMembers();

    @BeforeEach
    void apart() {
        TWO.apart();
    }

    private static String refused(Network joiner, String invitation) {
        String said = assertThrows(Failed.class, () -> joiner.joining().join(OPERATOR, invitation))
                .failure()
                .message();
        assertTrue(network(TWO.heart).peers().members().isEmpty());
        assertTrue(network(TWO.family).peers().members().isEmpty());
        return said;
    }

    private static String refused(String invitation) {
        return refused(network(TWO.heart), invitation);
    }

    private static void says(String said, String part) {
        assertTrue(said.contains(part), said);
    }

    @Test
    void anInvitationIsGoodForOnce() {
        String invitation = TWO.invitation();
        network(TWO.heart).joining().join(OPERATOR, invitation);
        TWO.apart();
        says(refused(invitation), "was used already");
    }

    @Test
    void anInvitationRunsOut() {
        String invitation = TWO.invitation();
        TwoMembers.change(TWO.family, "UPDATE peer_invitation SET expires = now() - interval '1 minute'");
        says(refused(invitation), "This invitation ran out at");
        says(
                refused(TwoMembers.withClock(TWO.heart, Duration.ofDays(2)), TWO.invitation()),
                "is the clock of this machine wrong?");
    }

    @Test
    void anInvitationThatWasWithdrawnIsGoodForNothing() {
        String invitation = TWO.invitation();
        var invitations = network(TWO.family).invitations();
        invitations.open().forEach(each -> invitations.withdraw(OPERATOR, each.id()));
        assertTrue(invitations.open().isEmpty());
        says(refused(invitation), "is not known at " + TWO.family.home());
    }

    @Test
    void anInvitationOfAnotherInstallationIsNotKnown() {
        Invitation made = Invitation.parse(TWO.invitation());
        Invitation elsewhere = new Invitation(TWO.heart.home(), made.code(), made.fingerprint(), made.expires());
        says(refused(network(TWO.family), elsewhere.text()), "is not known at " + TWO.heart.home());
        says(refused(network(TWO.family), made.text()), "of this very installation");
    }

    @Test
    void anInvitationThatWasChangedIsRefusedWhateverWasChanged() {
        String text = TWO.invitation();
        says(refused(text.substring(0, text.length() - 1)), "copied whole");
        says(refused("nonsense"), "not an invitation");
        int code = text.indexOf('#') + 3;
        says(
                refused(text.substring(0, code) + (text.charAt(code) == 'A' ? 'B' : 'A') + text.substring(code + 1)),
                "changed on its way");
        Invitation made = Invitation.parse(text);
        String other = network(TWO.heart)
                .invitations()
                .make(OPERATOR, Duration.ofHours(1))
                .fingerprint();
        says(
                refused(new Invitation(made.address(), made.code(), other, made.expires()).text()),
                "the key is not the one of the invitation");
        network(TWO.heart).joining().join(OPERATOR, text);
    }

    @Test
    void clocksThatDifferAreToldByHowMuch() {
        says(
                refused(TwoMembers.withClock(TWO.heart, Duration.ofMinutes(7).plusSeconds(20)), TWO.invitation()),
                "Your clock is 7 minutes ahead of ours");
        says(
                refused(TwoMembers.withClock(TWO.heart, Duration.ofHours(-3)), TWO.invitation()),
                "Your clock is 2 hours behind ours".replace("2", "3"));
        TwoMembers.withClock(TWO.heart, Duration.ofMinutes(2)).joining().join(OPERATOR, TWO.invitation());
    }

    @Test
    void whoCannotBeCalledBackIsNoMemberAndMayRepeatIt() {
        String invitation = TWO.invitation();
        TWO.heart.behind(handler ->
                request -> request.path().equals("/network/here") ? Answer.of(503) : handler.handle(request));
        says(refused(invitation), "You are not reached at " + TWO.heart.home());
        TwoMembers.up(TWO.heart);
        network(TWO.heart).joining().join(OPERATOR, invitation);
        assertTrue(TWO.heartThere().isMember() && TWO.familyThere().isMember());
    }

    @Test
    void whoInvitedAndIsDownIsTriedAgain() {
        String invitation = TWO.invitation();
        TwoMembers.down(TWO.family);
        says(refused(invitation), "does not answer. Nothing was changed");
        TwoMembers.up(TWO.family);
        network(TWO.heart).joining().join(OPERATOR, invitation);
        assertTrue(TWO.heartThere().isMember() && TWO.familyThere().isMember());
    }

    @Test
    void whenTheAnswerIsLostItIsSaidAndTheSameInvitationFinishesIt() {
        String invitation = TWO.invitation();
        TWO.family.behind(handler -> request -> {
            Answer answer = handler.handle(request);
            return request.path().equals("/network/join") ? Answer.of(504) : answer;
        });
        assertThrows(Failed.class, () -> network(TWO.heart).joining().join(OPERATOR, invitation));
        assertTrue(TWO.heartThere().isMember());
        assertTrue(network(TWO.heart).peers().members().isEmpty());
        TwoMembers.up(TWO.family);
        boolean first = network(TWO.heart).peers().at(TWO.family.home()).isEmpty();
        if (first) {
            TwoMembers.contact(TWO.family, () -> TWO.heartThere().trouble() == Trouble.NOT_FINISHED);
        }
        int number = TWO.heartThere().number();
        network(TWO.heart).joining().join(OPERATOR, invitation);
        network(TWO.heart).joining().join(OPERATOR, invitation);
        assertTrue(TWO.heartThere().isMember() && TWO.familyThere().isMember());
        assertEquals(number, TWO.heartThere().number());
        TwoMembers.contact(TWO.family, () -> TWO.heartThere().trouble() == Trouble.NONE);
    }

    @Test
    void whoJoinsTwiceAtOnceIsOneMember() throws Exception {
        String invitation = TWO.invitation();
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            Callable<Boolean> join = () -> {
                try {
                    return network(TWO.heart)
                            .joining()
                            .join(OPERATOR, invitation)
                            .isMember();
                } catch (Failed e) {
                    return false;
                }
            };
            boolean one = false;
            for (Future<Boolean> each : both.invokeAll(List.of(join, join))) {
                one |= each.get();
            }
            assertTrue(one);
        }
        assertEquals(1, network(TWO.family).peers().members().size());
        assertEquals(1, network(TWO.heart).peers().members().size());
    }

    @Test
    void theCodeIsKeptAsADigestOnly() {
        Invitation made = Invitation.parse(TWO.invitation());
        String rows = TWO.family
                .database()
                .<String>read(connection -> org.throughline.database.Sql.first(
                                connection,
                                row -> row.getString(1),
                                "SELECT string_agg(i::text, '') FROM peer_invitation i")
                        .orElseThrow());
        assertFalse(rows.contains(made.code()));
        String trail = TWO.family.get("AuditEvent?_count=100").text();
        assertFalse(trail.contains(made.code()));
    }

    /** What a stranger is answered who joins with a code and says to be somewhere. */
    private static TestProduct.Reply stranger(String code, String address) throws IOException {
        MessageKey key = MessageKey.of(Files.createTempDirectory(Path.of("target"), "stranger"));
        Map<String, Object> claims = Map.of(
                "act",
                "join",
                "iss",
                address,
                "aud",
                TWO.family.home(),
                "iat",
                Instant.now().getEpochSecond(),
                "nonce",
                "n",
                "code",
                code,
                "jwk",
                key.publicKey(),
                "organization",
                Map.of("name", "Stranger", "kind", "lab"));
        return TWO.family
                .anonymous("POST", TWO.family.home() + "/network/join")
                .body("application/jwt", key.statement(claims).getBytes(StandardCharsets.US_ASCII))
                .send();
    }

    @Test
    void aStrangerWithACodeThatWasUsedOrWithoutOneIsRefusedBeforeAnythingIsDone() throws IOException {
        String invitation = TWO.invitation();
        network(TWO.heart).joining().join(OPERATOR, invitation);
        String code = Invitation.parse(invitation).code();
        assertEquals(409, stranger(code, "https://stranger.example.org").status());
        assertEquals(
                404, stranger("A".repeat(22), "https://stranger.example.org").status());
        assertEquals(409, stranger(code, TWO.heart.home()).status(), "the same address with another key");
        assertEquals(1, network(TWO.family).peers().members().size());
    }

    @Test
    void whoSaysToBeNowhereOrInTheClearIsRefused() throws IOException {
        String code = Invitation.parse(TWO.invitation()).code();
        for (String address : List.of(
                "http://stranger.example.org",
                "https://user@stranger.example.org",
                "https://stranger.example.org/?a=",
                "https://stranger.example.org/",
                "ftp://stranger.example.org",
                "nowhere",
                "")) {
            assertEquals(400, stranger(code, address).status(), address);
        }
        assertTrue(network(TWO.family).peers().members().isEmpty());
    }
}
