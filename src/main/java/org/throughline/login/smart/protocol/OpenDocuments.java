package org.throughline.login.smart.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;
import org.throughline.fhir.json.JsonWriter;
import org.throughline.http.Answer;
import org.throughline.http.Handler;
import org.throughline.http.Request;

/** What anybody may read, from whatever page: how the server is configured, its public keys, how apps may look. */
final class OpenDocuments implements Handler {
    private final Map<String, Supplier<String>> documents;
    private final Handler otherwise;

    /**
     * @param style how apps may look, as SMART writes it
     * @param otherwise answers every other path
     */
    OpenDocuments(Discovery discovery, IdTokens idTokens, SmartStyle style, Handler otherwise) {
        this.documents = Map.of(
                Endpoints.SMART_CONFIGURATION,
                () -> new String(JsonWriter.bytes(discovery.smart()), StandardCharsets.UTF_8),
                Endpoints.OPENID_CONFIGURATION,
                discovery::openId,
                Endpoints.SERVER_METADATA,
                discovery::openId,
                Endpoints.KEYS,
                () -> idTokens.publicKeys().toString(true),
                style.path(),
                style::json);
        this.otherwise = otherwise;
    }

    @Override
    public Answer handle(Request request) {
        Supplier<String> document = documents.get(request.path());
        if (document == null) {
            return otherwise.handle(request);
        }
        return switch (request.method()) {
            case "GET", "HEAD" ->
                Answer.of(200, "application/json", document.get())
                        .with("Access-Control-Allow-Origin", "*")
                        .with("Cache-Control", "public, max-age=300");
            default -> Answer.of(405).with("Allow", "GET, HEAD");
        };
    }
}
