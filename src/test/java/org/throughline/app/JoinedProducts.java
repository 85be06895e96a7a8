package org.throughline.app;

import java.time.Duration;
import org.throughline.network.peer.Peer;

/** Two installations that are members of one network, for tests of screens. */
public final class JoinedProducts {
    private final TestProduct first;
    private final TestProduct second;

    /** Starts them, each with an organization of this name. */
    public JoinedProducts(String firstName, String secondName) {
        this.first = installation(firstName);
        this.second = installation(secondName);
        String invitation = first.wiring()
                .network()
                .invitations()
                .make(Installation.operator(), Duration.ofHours(1))
                .text();
        second.wiring().network().joining().join(Installation.operator(), invitation);
    }

    private static TestProduct installation(String name) {
        TestProduct product = TestProduct.start();
        product.send("PUT", "Organization/own", "{'resourceType':'Organization','id':'own','name':'" + name + "'}");
        product.set("ORGANIZATION", "own");
        return product;
    }

    public TestProduct first() {
        return first;
    }

    public TestProduct second() {
        return second;
    }

    /** One asks the other for the record of a patient, who agrees. */
    public void ask(TestProduct who, String patient) {
        Peer other = who.wiring().network().peers().members().getFirst();
        who.wiring().sharing().linking().ask(Installation.operator(), other, patient, null, false);
    }

    /** Nobody answers at the second. */
    public void down() {
        TwoMembers.down(second);
    }

    /** The second answers again. */
    public void up() {
        TwoMembers.up(second);
    }
}
