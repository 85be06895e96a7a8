package org.throughline.events.subscription;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Target;

/** Moves subscriptions from one state to another, in the table and in the resource at once. */
final class Standing {
    private static final Logger LOG = System.getLogger(Standing.class.getName());

    static final String NO_ACCESS = "The access with which it was made has ended.";
    static final String ENDED = "Its end has come.";

    private final Parts parts;

    Standing(Parts parts) {
        this.parts = parts;
    }

    /**
     * Moves a subscription unless it is in that state, or somebody has moved it meanwhile.
     *
     * @param why for the subscriber; empty when there is nothing to say
     */
    void move(Subscribed subscribed, State to, String why) {
        move(subscribed, to, why, Parts.PRODUCT);
    }

    /** The same, by somebody whom the trail names. */
    void move(Subscribed subscribed, State to, String why, Caller by) {
        if (subscribed.state() == to) {
            return;
        }
        try {
            parts.records()
                    .write(
                            Parts.PRODUCT,
                            List.of(new Intent.Patch(
                                    new Target.ById(Parts.TYPE, subscribed.id()),
                                    before -> with(before, to, why),
                                    Precondition.NONE)),
                            (at, written, patients) -> Access.of(
                                    at,
                                    by,
                                    Action.UPDATE,
                                    parts.types().number(Parts.TYPE),
                                    "Subscription/" + subscribed.id() + " is " + to.code(),
                                    200,
                                    patients),
                            Records.Company.with((connection, written) -> {
                                if (!new SubscriptionRows(connection)
                                        .move(subscribed.number(), subscribed.state(), to, why, now())) {
                                    throw new Moved();
                                }
                            }));
        } catch (Moved e) {
            LOG.log(Level.DEBUG, "Subscription/{0} was moved by somebody else", subscribed.id());
        } catch (Failed e) {
            // The resource is gone, say; what is sent goes by the table.
            LOG.log(Level.DEBUG, "The status of Subscription/{0} is not stored", subscribed.id());
            parts.run(rows -> rows.move(subscribed.number(), subscribed.state(), to, why, now()));
        }
    }

    private Instant now() {
        return parts.clock().instant();
    }

    private static JsonObject with(JsonObject before, State to, String why) {
        JsonObject after = before.with("status", new JsonString(to.code()));
        return why.isEmpty() ? after.without("error") : after.with("error", new JsonString(why));
    }

    /** Somebody else was quicker. */
    private static final class Moved extends RuntimeException {
        private static final long serialVersionUID = 1;

        private Moved() {
            super(null, null, false, false);
        }
    }
}
