package org.throughline.login;

import java.util.Locale;
import java.util.function.LongSupplier;
import org.throughline.http.RateLimit;
import org.throughline.http.Request;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * How often somebody may try to log in, whether that leads in or not: so that nobody tries a password of many names, or has
 * us compute passwords all day. Guessing is slowed beside that, by what does not fit.
 *
 * @param ofAddress from one address, behind which a whole practice may be
 * @param ofName with one name
 */
public record LoginLimits(RateLimit ofAddress, RateLimit ofName) {
    private static final int NAMES_SHARE = 6;

    /**
     * Limits of an address; of a name a sixth of them.
     *
     * @param count how many tries a minute in the long run, and at once after a rest
     */
    public static LoginLimits perMinute(int count, LongSupplier nanos) {
        int ofName = Math.max(1, count / NAMES_SHARE);
        return new LoginLimits(new RateLimit(count / 60.0, count, nanos), new RateLimit(ofName / 60.0, ofName, nanos));
    }

    /**
     * Counts a try.
     *
     * @throws Failed with {@link Failure.TooManyRequests}
     */
    void take(Request request) {
        ofAddress.take(request.subscriber());
    }

    /**
     * Counts a try with a name, whether there is such a name or not.
     *
     * @throws Failed with {@link Failure.TooManyRequests}
     */
    void takeName(String typed) {
        ofName.take(typed.strip().toLowerCase(Locale.ROOT));
    }
}
