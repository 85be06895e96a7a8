package org.throughline.login.smart.protocol;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Tokens;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.throughline.login.smart.app.ScopeList;
import org.throughline.login.smart.grant.Attempt.Issued;
import org.throughline.login.smart.grant.LaunchContext;

/**
 * What an app is told with its tokens: for whom it was opened, and how it should look.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/scopes-and-launch-context.html">SMART, launch context</a>
 */
final class TokenResponses {
    private final IdTokens idTokens;
    private final String style;
    private final InstantSource clock;

    /** @param style the address of the style */
    TokenResponses(IdTokens idTokens, String style, InstantSource clock) {
        this.idTokens = idTokens;
        this.style = style;
        this.clock = clock;
    }

    /** The first answer, which also tells who the person is when that was granted. */
    AccessTokenResponse ofCode(Issued issued) {
        return issued.grant().scopes().has(ScopeList.OPENID)
                ? new OIDCTokenResponse(
                        new OIDCTokens(
                                idTokens.issue(issued.grant(), clock.instant()), access(issued), refresh(issued)),
                        context(issued.grant().context()))
                : of(issued);
    }

    /** Each further answer. */
    AccessTokenResponse of(Issued issued) {
        return new AccessTokenResponse(
                new Tokens(access(issued), refresh(issued)),
                context(issued.grant().context()));
    }

    private static BearerAccessToken access(Issued issued) {
        return new BearerAccessToken(
                issued.access(),
                issued.valid().toSeconds(),
                Scope.parse(issued.scopes().toString()));
    }

    private static @Nullable RefreshToken refresh(Issued issued) {
        return issued.refresh() == null ? null : new RefreshToken(issued.refresh());
    }

    private Map<String, Object> context(LaunchContext context) {
        Map<String, Object> parameters = new LinkedHashMap<>(ofLaunch(context));
        // Apps open in a tab of their own, where no banner of ours is seen.
        parameters.put("need_patient_banner", context.patient() != null);
        parameters.put("smart_style_url", style);
        return parameters;
    }

    /** The context itself, which introspection tells as well. */
    static Map<String, Object> ofLaunch(LaunchContext context) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        if (context.patient() != null) {
            parameters.put("patient", context.patient());
        }
        if (context.encounter() != null) {
            parameters.put("encounter", context.encounter());
        }
        if (!context.others().isEmpty()) {
            List<Map<String, String>> others = context.others().stream()
                    .map(reference -> Map.of("reference", reference))
                    .toList();
            parameters.put("fhirContext", others);
        }
        return parameters;
    }
}
