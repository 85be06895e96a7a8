package org.throughline.network.post;

import java.util.List;
import java.util.Set;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.network.peer.Peer;

/** How messages of some events are made, and what becomes of those that come. */
public interface MessageKind {
    /** Of which events; no other kind has them. */
    Set<Event> events();

    /**
     * What a message says, made when it is first tried, after the commit of what it tells of; sent again it is the same.
     *
     * @return resources, first the one that it is about
     * @throws Failed when there is nothing to tell any more; why is kept with the message
     */
    List<JsonObject> compose(Peer to, Letter letter);

    /**
     * Does what a message asks for, in one transaction with {@link Received#once}.
     *
     * @throws Failed with {@link org.throughline.kernel.Failure.Invalid} or {@link
     *     org.throughline.kernel.Failure.Malformed} when it never can be; the sender is told why, and does not send it again
     */
    void receive(Received message);

    /**
     * A message was taken by the member, or never will be. Told before that is kept, so that it may be told twice.
     *
     * @param why it was not taken; empty when it was
     */
    default void ended(Letter letter, String why) {}
}
