package org.throughline.events.message;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.throughline.fhir.json.JsonString;
import org.throughline.fhir.json.JsonWriter;

/** Hands texts to a provider that takes them over HTTP, in whatever form it wants. */
public final class TextGateway implements Gateway {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final MessageSettings.Text settings;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    public TextGateway(MessageSettings.Text settings) {
        this.settings = settings;
    }

    @Override
    public Channel channel() {
        return Channel.TEXT;
    }

    @Override
    public Result send(Message message) {
        try {
            int status =
                    client.send(request(message), BodyHandlers.discarding()).statusCode();
            if (status / 100 == 2) {
                return new Sent();
            }
            return status / 100 == 4 && status != 408 && status != 429 && status != 401 && status != 403
                    ? new Never("The gateway refuses it (" + status + ").")
                    : new Later("The gateway did not take it (" + status + ").");
        } catch (ConnectException | HttpConnectTimeoutException e) {
            return new Later("The gateway cannot be reached.");
        } catch (IOException e) {
            return new Unknown("The gateway did not answer; it may have taken it.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Unknown("It was broken off; the gateway may have taken it.");
        }
    }

    private HttpRequest request(Message message) {
        boolean json = settings.body().strip().startsWith("{");
        String body = settings.body()
                .replace("{to}", json ? inJson(message.to()) : inForm(message.to()))
                .replace("{text}", json ? inJson(message.text()) : inForm(message.text()));
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.url())
                .timeout(PATIENCE)
                .header("Content-Type", json ? "application/json" : "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        int colon = settings.header().indexOf(':');
        if (colon > 0) {
            request.header(
                    settings.header().substring(0, colon).strip(),
                    settings.header().substring(colon + 1).strip());
        }
        return request.build();
    }

    /** As it stands between the quotes of a string. */
    private static String inJson(String text) {
        String quoted = new String(JsonWriter.bytes(new JsonString(text)), StandardCharsets.UTF_8);
        return quoted.substring(1, quoted.length() - 1);
    }

    private static String inForm(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
