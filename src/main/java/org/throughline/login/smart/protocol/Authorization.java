package org.throughline.login.smart.protocol;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationErrorResponse;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.AuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.http.Request;
import org.throughline.kernel.Failed;
import org.throughline.login.smart.app.App;
import org.throughline.login.smart.app.Apps;
import org.throughline.login.smart.app.ScopeList;
import org.throughline.login.smart.app.ScopeRules;
import org.throughline.login.smart.grant.LaunchContext;
import org.throughline.login.smart.grant.Launches;
import org.throughline.login.smart.grant.Launches.Launch;
import org.throughline.login.smart.grant.Pending;
import org.throughline.login.smart.grant.Requests;

/**
 * What apps ask the authorization endpoint for, and what they are answered through the person's browser. A browser is only
 * ever sent to an address that was registered for the app, and each answer names who gives it.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/app-launch.html#obtain-authorization-code">SMART, authorization code</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9207">OAuth, issuer identification</a>
 */
public final class Authorization {
    private final Endpoints endpoints;
    private final Apps apps;
    private final ScopeRules rules;
    private final Launches launches;
    private final Requests requests;

    public Authorization(Endpoints endpoints, Apps apps, ScopeRules rules, Launches launches, Requests requests) {
        this.endpoints = endpoints;
        this.apps = apps;
        this.rules = rules;
        this.launches = launches;
        this.requests = requests;
    }

    /** What follows from a request for access. */
    public sealed interface Outcome {
        /** A person has to decide; the handle refers to what is asked. */
        record Ask(String handle) implements Outcome {}

        /** The app is told that it cannot be. */
        record Back(URI to) implements Outcome {}

        /** The person is told, since where the request comes from is in doubt. */
        record Refused(String message) implements Outcome {}
    }

    /** Takes a request for access, sent as GET or as POST. */
    public Outcome ask(Request request) {
        Map<String, List<String>> parameters = Parameters.of(request);
        App app =
                Parameters.only(parameters, "client_id").flatMap(apps::enabled).orElse(null);
        if (app == null) {
            return new Outcome.Refused("The app that sent you here is not known to this practice, or was disabled.");
        }
        String redirect = Parameters.only(parameters, "redirect_uri").orElse("");
        if (!app.registration().redirects().contains(redirect)) {
            return new Outcome.Refused("The app that sent you here wants you to be sent to an address that is not"
                    + " registered for it. Nothing was given to it.");
        }
        State state = Parameters.only(parameters, "state").map(State::new).orElse(null);
        try {
            return new Outcome.Ask(requests.keep(pending(app, redirect, AuthorizationRequest.parse(parameters))));
        } catch (ParseException e) {
            ErrorObject error = e.getErrorObject();
            return back(redirect, state, error == null ? OAuth2Error.INVALID_REQUEST : error);
        } catch (Failed e) {
            return back(redirect, state, Messages.invalidScope(e.failure().message()));
        }
    }

    private Pending pending(App app, String redirect, AuthorizationRequest request) throws ParseException {
        AuthorizationRules.check(request, endpoints.fhir());
        ScopeList asked = ScopeList.parse(request.getScope().toString());
        ScopeList scopes = rules.forPeople(rules.known(asked), app);
        if (scopes.where(text -> ScopeList.isAccess(text) || text.equals(ScopeList.OPENID))
                .isEmpty()) {
            throw AuthorizationRules.wrong(
                    OAuth2Error.INVALID_SCOPE, "Nothing of what is asked for can be granted to this app.");
        }
        Optional<Launch> launch = launch(app, request);
        return new Pending(
                app,
                redirect,
                request.getState().getValue(),
                launch.isPresent() ? scopes : scopes.where(text -> !text.equals(ScopeList.LAUNCH)),
                request.getCodeChallenge().getValue(),
                AuthorizationRules.custom(request, "nonce"),
                launch.map(Launch::account).orElse(null),
                launch.map(Launch::context).orElse(LaunchContext.NONE));
    }

    /** The launch that the request refers to; a launch is spent by it. */
    private Optional<Launch> launch(App app, AuthorizationRequest request) throws ParseException {
        String handle = AuthorizationRules.custom(request, "launch");
        if (handle == null) {
            return Optional.empty();
        }
        Optional<Launch> launch = launches.take(app, handle);
        if (launch.isEmpty()) {
            throw AuthorizationRules.wrong(
                    OAuth2Error.INVALID_REQUEST, "The launch is not known, was used before, or has run out.");
        }
        return launch;
    }

    /** Where the browser goes with the code. */
    public URI granted(Pending pending, String code) {
        return new AuthorizationSuccessResponse(
                        URI.create(pending.redirect()),
                        new AuthorizationCode(code),
                        null,
                        new State(pending.state()),
                        new Issuer(endpoints.issuer()),
                        ResponseMode.QUERY)
                .toURI();
    }

    /** Where the browser goes when the person refuses. */
    public URI refused(Pending pending) {
        return back(pending.redirect(), new State(pending.state()), OAuth2Error.ACCESS_DENIED)
                .to();
    }

    private Outcome.Back back(String redirect, @Nullable State state, ErrorObject error) {
        return new Outcome.Back(new AuthorizationErrorResponse(
                        URI.create(redirect), error, state, new Issuer(endpoints.issuer()), ResponseMode.QUERY)
                .toURI());
    }
}
