package org.throughline.app;

import java.net.URI;
import org.throughline.access.Caller;
import org.throughline.audit.AuditTrail;
import org.throughline.care.summary.SummaryReader;
import org.throughline.events.subscription.Subscriptions;
import org.throughline.fhir.validate.ProfileRules;
import org.throughline.http.Answer;
import org.throughline.http.Handler;
import org.throughline.http.RateLimit;
import org.throughline.http.Request;
import org.throughline.http.Routes;
import org.throughline.keys.MessageKey;
import org.throughline.login.Login;
import org.throughline.rest.Rest;
import org.throughline.rest.RestSettings;
import org.throughline.rest.cds.CdsServices;
import org.throughline.search.Reindexing;
import org.throughline.search.Searches;

/** Which path is answered by whom, beside the screens: the FHIR API, decision support, subscribers, members of the network. */
final class Doors {
    private final Wiring wiring;
    private final Groundwork ground;
    private final AuditTrail audit;
    private final Searches searches;
    private final Reindexing reindexing;
    private final ProfileRules profiles;
    private final SummaryReader summaries;
    private final MessageKey messageKey;

    Doors(
            Wiring wiring,
            Groundwork ground,
            AuditTrail audit,
            Searches searches,
            Reindexing reindexing,
            ProfileRules profiles,
            SummaryReader summaries,
            MessageKey messageKey) {
        this.wiring = wiring;
        this.ground = ground;
        this.audit = audit;
        this.searches = searches;
        this.reindexing = reindexing;
        this.profiles = profiles;
        this.summaries = summaries;
        this.messageKey = messageKey;
    }

    /**
     * All doors.
     *
     * @param requests how often a caller may ask the API
     */
    Routes with(Routes screens, RateLimit requests) {
        Handler fhir = Rest.api(
                RestSettings.at(ground.base(), wiring.apps().discovery().extension()),
                wiring.records(),
                searches,
                reindexing,
                wiring.parameters(),
                ground.definitions(),
                wiring.packages()::library,
                profiles,
                wiring.subscriptions(),
                audit,
                request -> {
                    Caller caller = wiring.login().caller(request);
                    requests.take(caller.id());
                    return caller;
                },
                wiring.prescribing()::take,
                wiring.vaccines().answers(wiring.practiceClock()),
                summaries,
                ground.seal(),
                ground.clock(),
                Version.CURRENT);
        CdsServices decisions = wiring.safety()
                .services(
                        wiring.records(),
                        audit,
                        new CdsServices.Callers(
                                request -> {
                                    Caller client =
                                            wiring.apps().hookClients().caller(Login.bearer(request), address(request));
                                    requests.take(client.id());
                                    return client;
                                },
                                wiring.login()::holder));
        return wiring.between()
                .with(wiring.sharing().with(screens, wiring.login()), wiring.login())
                .with("/fhir", wiring.apps().forApps(fhir))
                .with(CdsServices.PATH, wiring.apps().forApps(decisions))
                .with(Subscriptions.SOCKETS, wiring.subscriptions().sockets())
                .with("/messages/keys", request -> Answer.of(200, "application/json", messageKey.published()))
                .with("/network", wiring.network().reception())
                .with("/health", new Health(wiring.database()));
    }

    /** The address that a request was sent to, as others know it. */
    private URI address(Request request) {
        return URI.create(ground.base().replaceFirst("/fhir$", "") + request.path());
    }
}
