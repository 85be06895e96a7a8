package org.throughline.app;

import java.time.Duration;
import org.throughline.access.Caller;
import org.throughline.http.Answer;
import org.throughline.network.peer.Peer;

/** An emergency room with two other members, a practice and a laboratory, and somebody whom they know as they please. */
public final class ThreeMembers {
    public final TestProduct room = installation("City Hospital");
    public final TestProduct family = installation("Family Practice");
    public final TestProduct laboratory = installation("Valley Laboratory");

    /** The hospital has joined with both. */
    public ThreeMembers() {
        for (TestProduct other : java.util.List.of(family, laboratory)) {
            String invitation = room.wiring()
                    .network()
                    .invitations()
                    .make(Installation.operator(), Duration.ofHours(1))
                    .text();
            other.wiring().network().joining().join(Installation.operator(), invitation);
        }
    }

    private static TestProduct installation(String name) {
        TestProduct product = TestProduct.start();
        product.send(
                "PUT",
                "Organization/own",
                "{'resourceType':'Organization','id':'own','name':'" + name
                        + "','telecom':[{'system':'phone','value':'503-555-0100'}]}");
        product.set("ORGANIZATION", "own");
        product.send("PUT", "Practitioner/ito", "{'resourceType':'Practitioner','id':'ito'}");
        return product;
    }

    /** Somebody who is certainly the same wherever this is sent. */
    public static void person(TestProduct at, String id, String family, String born) {
        at.send(
                "PUT",
                "Patient/" + id,
                "{'resourceType':'Patient','id':'" + id + "','gender':'female','birthDate':'" + born
                        + "','name':[{'family':'" + family + "','given':['Ada','Jane']}],"
                        + "'address':[{'line':['12 Mill Lane'],'city':'Salem','postalCode':'97301'}],"
                        + "'telecom':[{'system':'phone','value':'503-555-01" + born.substring(8) + "'}]}");
    }

    /** As whom a member acts at the hospital. */
    public Caller at(TestProduct member) {
        return room.wiring()
                .sharing()
                .members()
                .apply(peer(room, member).number())
                .orElseThrow();
    }

    /** The id of the Organization that stands for a member at the hospital. */
    public String organization(TestProduct member) {
        return peer(room, member).organization();
    }

    /** A member asks the hospital for the record of a patient, who agrees and has the same id at both. */
    public void ask(TestProduct member, String patient) {
        member.wiring().sharing().linking().ask(Installation.operator(), peer(member, room), patient, null, false);
    }

    private static Peer peer(TestProduct of, TestProduct other) {
        return of.wiring().network().peers().at(other.home()).orElseThrow();
    }

    /** Nobody answers there at all for so long. */
    public static void hangs(TestProduct product, Duration length) {
        product.behind(handler -> request -> {
            try {
                Thread.sleep(length);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return handler.handle(request);
        });
    }

    /** It answers that it cannot. */
    public static void down(TestProduct product) {
        product.behind(handler -> request -> Answer.of(503));
    }

    public static void up(TestProduct product) {
        product.behind(handler -> handler);
    }
}
