package org.throughline.events.subscription;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.throughline.access.Caller;
import org.throughline.access.Mandate;
import org.throughline.access.Rights;
import org.throughline.audit.AuditTrail;
import org.throughline.database.Database;
import org.throughline.database.Work;
import org.throughline.fhir.definitions.Types;
import org.throughline.http.Fetcher;
import org.throughline.keys.MasterKey;
import org.throughline.record.Records;
import org.throughline.search.Searches;

/**
 * What subscriptions work with.
 *
 * @param callers who acts by a mandate, with the rights of this moment; empty when it may not act any more
 * @param key wraps the headers for receivers
 * @param fetcher sends notifications
 * @param base the address of the API, without a slash at the end
 */
public record Parts(
        Database database,
        Records records,
        Searches searches,
        Types types,
        AuditTrail audit,
        Function<Mandate, Optional<Caller>> callers,
        MasterKey key,
        Fetcher fetcher,
        String base,
        SubscriptionLimits limits,
        InstantSource clock) {
    /** The type of what subscribers store. */
    static final String TYPE = "Subscription";

    /** The product itself, which keeps the state of Subscriptions. */
    static final Caller PRODUCT = new Caller("product/subscriptions", "Subscriptions", Rights.EVERYTHING);

    <T> T change(Work<T> work) {
        return database.inTransaction(work);
    }

    void run(Rowwise work) {
        database.inTransaction(connection -> {
            work.on(new SubscriptionRows(connection));
            return true;
        });
    }

    /** Changes rows. */
    @FunctionalInterface
    interface Rowwise {
        void on(SubscriptionRows rows) throws java.sql.SQLException;
    }

    /** For whom the subscription is told at this moment; empty when nobody is any more: the access is gone, or all it could see. */
    Optional<Caller> caller(Subscribed subscribed) {
        return callers.apply(subscribed.mandate())
                .filter(caller -> !caller.rights().grants().isEmpty());
    }
}
