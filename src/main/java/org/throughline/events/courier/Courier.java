package org.throughline.events.courier;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Brings messages to the other end. It may end at any moment: a message stays until its end is kept, what was told of it is told
 * again, and the other end knows by its id that it has it.
 */
public final class Courier {
    private static final System.Logger LOG = System.getLogger(Courier.class.getName());

    /** How long nobody else tries a message that is on its way. */
    static final Duration ALONE = Duration.ofMinutes(1);

    private static final Duration FIRST = Duration.ofSeconds(20);

    /** Three quarters of an hour in all: who waits at the pharmacy's counter must not wait for us until tomorrow. */
    private static final int MOST = 8;

    private final MessageRows rows;
    private final Transport transport;
    private final Told told;
    private final InstantSource clock;

    public Courier(MessageRows rows, Transport transport, Told told, InstantSource clock) {
        this.rows = rows;
        this.transport = transport;
        this.told = told;
        this.clock = clock;
    }

    /** Is told how messages fare, of each perhaps more than once. */
    public interface Told {
        /** The other end has a message about this. */
        void taken(String about);

        /** It is not known whether it has. */
        void unsure(String about);

        /** A message about this is given up. */
        void givenUp(String about, String why);
    }

    /** Tries the next message whose time has come; whether there was one. */
    public boolean step() {
        Optional<Outgoing> next = rows.take(ALONE);
        next.ifPresent(this::bring);
        return next.isPresent();
    }

    private void bring(Outgoing message) {
        switch (delivered(message)) {
            case Transport.Delivery.Taken() -> {
                told.taken(message.about());
                rows.end(message, true, "");
            }
            case Transport.Delivery.Refused(String why) -> giveUp(message, why);
            case Transport.Delivery.Later(String why, boolean left) -> {
                if (message.attempts() >= MOST) {
                    giveUp(message, why);
                } else {
                    rows.later(message, why, due(message.attempts()));
                    if (left) {
                        told.unsure(message.about());
                    }
                }
            }
        }
    }

    /** A fault of ours is no reason to try for ever. */
    private Transport.Delivery delivered(Outgoing message) {
        try {
            return transport.deliver(message);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "Fault in bringing the message " + message.id(), e);
            return new Transport.Delivery.Later("A fault; the log says more.", true);
        }
    }

    private void giveUp(Outgoing message, String why) {
        told.givenUp(message.about(), why);
        rows.end(message, false, why);
    }

    /** Twice the pause before. */
    private Instant due(int attempts) {
        return clock.instant().plus(FIRST.multipliedBy(1L << (attempts - 1)));
    }
}
