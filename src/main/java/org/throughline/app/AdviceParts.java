package org.throughline.app;

import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import org.throughline.audit.Acts;
import org.throughline.audit.AuditTrail;
import org.throughline.clinic.advice.AdviceScreen;
import org.throughline.clinic.advice.ServicesScreen;
import org.throughline.database.Database;
import org.throughline.events.advice.Adviser;
import org.throughline.events.advice.Hook;
import org.throughline.events.advice.Services;
import org.throughline.record.Records;
import org.throughline.search.Searches;
import org.throughline.ui.Pages;

/** The decision support services of others, put together. */
record AdviceParts(Services services, Adviser adviser) {
    static AdviceParts of(
            Database database,
            Records records,
            Searches searches,
            Adviser.Outside outside,
            AuditTrail audit,
            InstantSource clock) {
        Services services = new Services(database, new Acts(database, audit, clock), clock);
        return new AdviceParts(services, new Adviser(services, records, searches, outside, audit, clock));
    }

    AdviceScreen beside(AdviceScreen.Basket basket, Pages pages) {
        return new AdviceScreen(adviser, basket, pages);
    }

    ServicesScreen administration(Pages pages, Clock clock) {
        return new ServicesScreen(services, adviser, pages, clock);
    }

    /** Whether any is asked about a chart that is opened. */
    boolean ofCharts() {
        return adviser.isAsked(Hook.PATIENT_VIEW);
    }

    /** Whether any is asked about orders. */
    boolean ofOrders() {
        return adviser.isAsked(Hook.ORDER_SELECT, Hook.ORDER_SIGN);
    }

    Chore chore() {
        return Chore.of("reading which outside services are asked", Duration.ofSeconds(10), services::refresh);
    }
}
