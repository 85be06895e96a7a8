package org.throughline.login.smart.protocol;

import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Purpose;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.smart.grant.Asker;

/**
 * What a member of the network says, within the assertion that proves who it is, about for whom it asks and why: UDAP's B2B
 * Authorization Extension Object. Whoever does not say it, says it of another organization, or asks for something other than
 * treatment, gets no token.
 *
 * @see <a href="https://hl7.org/fhir/us/udap-security/b2b.html#b2b-authorization-extension-object">The object</a>
 */
final class B2b {
    private static final String NAME = "hl7-b2b";

    /** HL7's ActReason, as UDAP writes its codes as URIs; as FHIR names it; or the bare code. */
    private static final List<String> REASONS =
            List.of("urn:oid:2.16.840.1.113883.5.8#", "http://terminology.hl7.org/CodeSystem/v3-ActReason#", "");

    private B2b() {}

    /**
     * For whom an organization asks.
     *
     * @param organization the URI by which it is known here
     * @throws Failed with {@link Failure.Forbidden} when what it says is missing, wrong, or no reason to be told anything
     */
    static Asker asker(String organization, @Nullable ClientAuthentication shown) {
        Map<?, ?> said = said(shown);
        if (!"1".equals(said.get("version"))) {
            throw refused("the assertion needs the extension " + NAME + " in version 1");
        }
        if (!organization.equals(said.get("organization_id"))) {
            throw refused("organization_id is not " + organization + ", as which this client is known here");
        }
        return new Asker(text(said, "subject_name"), role(text(said, "subject_role")), purpose(said));
    }

    private static Map<?, ?> said(@Nullable ClientAuthentication shown) {
        try {
            return shown instanceof PrivateKeyJWT jwt
                            && jwt.getClientAssertion().getJWTClaimsSet().getClaim("extensions")
                                    instanceof Map<?, ?> extensions
                            && extensions.get(NAME) instanceof Map<?, ?> object
                    ? object
                    : Map.of();
        } catch (ParseException e) {
            throw new Failed(new Failure.Forbidden("the assertion cannot be read"), e);
        }
    }

    /** All that are named must be granted; of several the emergency counts. */
    private static Purpose purpose(Map<?, ?> said) {
        if (!(said.get("purpose_of_use") instanceof List<?> named) || named.isEmpty()) {
            throw refused("purpose_of_use is missing");
        }
        Purpose purpose = Purpose.TREAT;
        for (Object each : named) {
            if (isReason(each, Purpose.ETREAT)) {
                purpose = Purpose.ETREAT;
            } else if (!isReason(each, Purpose.TREAT)) {
                throw refused("purpose_of_use can be TREAT or ETREAT only");
            }
        }
        return purpose;
    }

    private static boolean isReason(Object said, Purpose purpose) {
        return REASONS.stream().anyMatch(system -> said.equals(system + purpose.name()));
    }

    private static String text(Map<?, ?> said, String name) {
        return said.get(name) instanceof String text ? text : "";
    }

    /** Our own roles come in words, below an address of their own; codes of others stay as they are. */
    private static String role(String said) {
        String ours = "urn:throughline:role#";
        return said.startsWith(ours) ? said.substring(ours.length()) : said;
    }

    private static Failed refused(String why) {
        return new Failed(new Failure.Forbidden(why));
    }
}
