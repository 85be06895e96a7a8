package org.throughline.rest;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.UUID;
import org.throughline.kernel.Failure;

/** Faults of our own: what happened goes to the log, under a number by which a caller can ask about it. */
final class Faults {
    private static final Logger LOG = System.getLogger(Faults.class.getName());

    private Faults() {}

    static Failure internal(Throwable fault) {
        String number = UUID.randomUUID().toString().substring(0, 8);
        LOG.log(Level.ERROR, "Fault " + number, fault);
        return new Failure.Internal("An internal fault, number " + number + ".");
    }
}
