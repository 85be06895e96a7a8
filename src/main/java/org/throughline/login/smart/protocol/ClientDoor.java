package org.throughline.login.smart.protocol;

import com.nimbusds.oauth2.sdk.AbstractOptionallyIdentifiedRequest;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.PlainClientSecret;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.audit.Action;
import org.throughline.audit.Acts.Act;
import org.throughline.login.authority.AuthorityActs;
import org.throughline.login.smart.app.App;
import org.throughline.login.smart.app.Apps;

/** Lets apps in that prove who they are in the way that was registered for them, and in no other. */
final class ClientDoor {
    private final Apps apps;
    private final Assertions assertions;
    private final AuthorityActs acts;

    ClientDoor(Apps apps, Assertions assertions, AuthorityActs acts) {
        this.apps = apps;
        this.assertions = assertions;
        this.acts = acts;
    }

    /**
     * The app that sent a request.
     *
     * @param endpoint that it was sent to
     * @throws GeneralException when it does not prove who it is; that is in the audit
     */
    App app(AbstractOptionallyIdentifiedRequest request, URI endpoint) throws GeneralException {
        ClientID id = request.getClientID();
        ClientAuthentication shown = request.getClientAuthentication();
        return app(id == null && shown != null ? shown.getClientID() : id, shown, endpoint);
    }

    /** The app of this id that shows this. */
    App app(@Nullable ClientID id, @Nullable ClientAuthentication shown, URI endpoint) throws GeneralException {
        Optional<App> app = id == null ? Optional.empty() : apps.enabled(id.getValue());
        if (app.isEmpty() || !proves(app.get(), shown, endpoint)) {
            String target = id == null ? "app/?" : "app/" + id.getValue();
            acts.note(Caller.NOBODY, new Act(Action.ISSUE_TOKEN, target, 401, Set.of()));
            throw new GeneralException("the app is not known or does not prove who it is", OAuth2Error.INVALID_CLIENT);
        }
        return app.get();
    }

    private boolean proves(App app, @Nullable ClientAuthentication shown, URI endpoint) {
        return switch (app.registration().proof()) {
            case NONE -> shown == null;
            case SECRET ->
                shown instanceof PlainClientSecret secret
                        && apps.isSecretOf(app, secret.getClientSecret().getValue());
            case KEYS -> shown instanceof PrivateKeyJWT jwt && assertions.prove(app, jwt, endpoint);
        };
    }
}
