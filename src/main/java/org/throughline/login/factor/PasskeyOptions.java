package org.throughline.login.factor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.fhir.json.JsonWriter;

/**
 * What a browser is told when it is to make or to use a passkey, as JSON with bytes in base64url.
 *
 * @see <a href="https://www.w3.org/TR/webauthn-3/#sctn-parseCreationOptionsFromJSON">Options as JSON</a>
 */
final class PasskeyOptions {
    /** ES256, EdDSA, RS256: what phones, computers and sticks offer. */
    static final List<Integer> ALGORITHMS = List.of(-7, -8, -257);

    private PasskeyOptions() {}

    static String make(PasskeySite site, String challenge, byte[] user, String name, String display, List<byte[]> has) {
        return text(JsonObject.builder()
                .add("challenge", base64(challenge.getBytes(UTF_8)))
                .add(
                        "rp",
                        JsonObject.builder()
                                .add("id", site.host())
                                .add("name", "Throughline")
                                .build())
                .add(
                        "user",
                        JsonObject.builder()
                                .add("id", base64(user))
                                .add("name", name)
                                .add("displayName", display)
                                .build())
                .add(
                        "pubKeyCredParams",
                        new JsonArray(ALGORITHMS.stream()
                                .map(PasskeyOptions::algorithm)
                                .toList()))
                .add("excludeCredentials", credentials(has))
                .add(
                        "authenticatorSelection",
                        JsonObject.builder()
                                .add("residentKey", "required")
                                .add("userVerification", "required")
                                .build())
                .build());
    }

    static String use(PasskeySite site, String challenge, List<byte[]> allowed) {
        return text(JsonObject.builder()
                .add("challenge", base64(challenge.getBytes(UTF_8)))
                .add("rpId", site.host())
                .add("allowCredentials", credentials(allowed))
                .add("userVerification", "required")
                .build());
    }

    private static Json algorithm(int number) {
        return JsonObject.builder()
                .add("type", "public-key")
                .add("alg", JsonNumber.of(number))
                .build();
    }

    private static JsonArray credentials(List<byte[]> ids) {
        return new JsonArray(ids.stream()
                .<Json>map(id -> JsonObject.builder()
                        .add("type", "public-key")
                        .add("id", base64(id))
                        .build())
                .toList());
    }

    private static Json base64(byte[] bytes) {
        return new JsonString(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    private static String text(JsonObject options) {
        return new String(JsonWriter.bytes(options), UTF_8);
    }
}
