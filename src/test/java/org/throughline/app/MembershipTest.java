package org.throughline.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.throughline.app.TwoMembers.OPERATOR;
import static org.throughline.app.TwoMembers.PATIENCE;
import static org.throughline.app.TwoMembers.network;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.throughline.network.peer.Answered;
import org.throughline.network.peer.Kind;
import org.throughline.network.peer.Peer;

/** Two installations that join, ask each other, and leave. */
class MembershipTest {
    @Test
    void whoIsInvitedJoinsWithinAMomentAndNothingClinicalIsTouched() {
        TwoMembers two = new TwoMembers();
        String family = TwoMembers.digest(two.family);
        String heart = TwoMembers.digest(two.heart);
        long begun = System.nanoTime();
        two.joined();
        long millis = (System.nanoTime() - begun) / 1_000_000;
        System.out.println("joining took " + millis + " ms");
        assertTrue(millis < 60_000);
        assertEquals(family, TwoMembers.digest(two.family));
        assertEquals(heart, TwoMembers.digest(two.heart));
        assertEquals("Heart Center", two.heartThere().name());
        assertEquals(Kind.PRACTICE, two.heartThere().kind());
        assertEquals("Family Practice", two.familyThere().name());
        assertTrue(two.familyThere().isMember());
        String there = two.family
                .get("Organization/" + two.heartThere().organization())
                .text();
        assertTrue(there.contains("Heart Center") && there.contains("1234567893"), there);
        String endpoint =
                two.family.get("Endpoint/" + two.heartThere().endpoint()).text();
        assertTrue(endpoint.contains(two.heart.base()) && endpoint.contains("\"active\""), endpoint);
    }

    @Test
    void aMemberSeesOnlyWhomItTreatsAndTheTrailNamesWhoAsked() {
        TwoMembers two = new TwoMembers().joined();
        assertEquals(404, status(ask(two, "fhir/Observation/sugar")));
        two.heartTreatsAda();
        Answered answered = ask(two, "fhir/Observation/sugar");
        assertEquals(200, status(answered), answered.toString());
        assertEquals(403, status(ask(two, "fhir/Task")));
        assertEquals(403, status(ask(two, "fhir/AuditEvent")));
        String trail = two.family.get("AuditEvent?patient=ada&_count=50").text();
        assertTrue(trail.contains("Dr Ana Ruiz, Heart Center") && trail.contains("Cardiologist"), trail);
        assertTrue(trail.contains("TREAT"), trail);
        String asked = two.heart.get("AuditEvent?patient=ada&_count=50").text();
        assertTrue(asked.contains("Dr Ana Ruiz"), asked);
    }

    @Test
    void whoLeavesClosesItsDoorsAndTheOtherKnows() {
        TwoMembers two = new TwoMembers().joined();
        two.heartTreatsAda();
        assertEquals(200, status(ask(two, "fhir/Observation/sugar")));
        Peer before = two.familyThere();
        assertTrue(network(two.family).leaving().leave(OPERATOR, two.heartThere()));
        assertEquals(Peer.State.LEFT, two.heartThere().state());
        assertEquals(Peer.State.LEFT, two.familyThere().state());
        assertTrue(
                two.familyThere().by().contains("Family Practice"),
                two.familyThere().by());
        assertInstanceOf(Answered.Refused.class, ask(two, before, "fhir/Observation/sugar"));
        String there = two.family
                .get("Organization/" + two.heartThere().organization())
                .text();
        assertTrue(there.contains("\"active\":false"), there);
        assertFalse(two.heart.get("Endpoint/" + before.endpoint()).text().contains("\"status\":\"active\""));
        two.joined();
        assertEquals(before.number(), two.familyThere().number());
        assertEquals(200, status(ask(two, "fhir/Observation/sugar")));
    }

    private static Answered ask(TwoMembers two, String path) {
        return ask(two, two.familyThere(), path);
    }

    private static Answered ask(TwoMembers two, Peer peer, String path) {
        return network(two.heart).calls().get(peer, TwoMembers.cardiologist(path), path, PATIENCE);
    }

    private static int status(Answered answered) {
        if (answered instanceof Answered.Answer(int status, String type, byte[] content)) {
            if (status == 500) {
                System.out.println(new String(content, StandardCharsets.UTF_8));
            }
            return status;
        }
        throw new AssertionError(answered.toString());
    }
}
