package org.throughline.clinic.order;

import org.throughline.login.session.Session;

/** Proves with a second factor that whoever signs is at the screen in person. */
@FunctionalInterface
public interface SecondStep {
    /** Whether a code is that of the person's authenticator app; it is used up then. */
    boolean proves(Session session, String code);
}
