package org.throughline.clinic.order;

import java.util.Optional;
import org.throughline.login.session.Session;

/** Proves with a second factor that whoever signs is at the screen in person. */
@FunctionalInterface
public interface SecondStep {
    /**
     * Takes a code, which is used up then.
     *
     * @return the word by which the gate knows that it was shown; empty when it is not that of the person's authenticator app
     */
    Optional<String> shown(Session session, String code);
}
