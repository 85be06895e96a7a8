package org.throughline.events.subscription;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonReader;
import org.throughline.fhir.json.JsonString;
import org.throughline.fhir.json.JsonWriter;
import org.throughline.http.Fetcher;
import org.throughline.kernel.Failed;
import org.throughline.keys.MasterKey;

/** Brings a notification to the receiver of a rest-hook. */
record Sending(Fetcher fetcher, MasterKey key) {
    /** Bytes of an answer that are read; what it says does not matter. */
    private static final int MOST = 16_384;

    /** What came of it: empty when the receiver has taken it, else what went wrong. */
    String send(Subscribed to, byte[] notification) {
        URI endpoint = Objects.requireNonNull(to.terms().endpoint());
        try {
            Fetcher.Reply reply = fetcher.send(new Fetcher.Call(
                    "POST",
                    endpoint,
                    headers(to),
                    notification,
                    MOST,
                    to.terms().timeout()));
            return reply.status() / 100 == 2 ? "" : "The receiver answered " + reply.status() + ".";
        } catch (Failed e) {
            return "The receiver did not answer.";
        }
    }

    private Map<String, String> headers(Subscribed to) {
        Map<String, String> headers = new HashMap<>();
        byte[] wrapped = to.headers();
        if (wrapped != null) {
            texts(key.unwrap(wrapped, name(to.id()))).forEach(each -> add(each, headers));
        }
        headers.put("Content-Type", to.terms().payload());
        return headers;
    }

    private static Stream<String> texts(byte[] headers) {
        return ((JsonArray) JsonReader.read(headers)).values().stream().map(each -> ((JsonString) each).value());
    }

    private static void add(String header, Map<String, String> headers) {
        int colon = header.indexOf(':');
        headers.put(header.substring(0, colon), header.substring(colon + 1).strip());
    }

    /** Headers in the form in which they are kept. */
    static byte[] wrapped(MasterKey key, String id, List<String> headers) {
        List<Json> texts = headers.stream().<Json>map(JsonString::new).toList();
        return key.wrap(JsonWriter.text(new JsonArray(texts)).getBytes(UTF_8), name(id));
    }

    private static String name(String id) {
        return "headers of Subscription/" + id;
    }
}
