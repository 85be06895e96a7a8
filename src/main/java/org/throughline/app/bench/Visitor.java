package org.throughline.app.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** Somebody in front of the screens, who is logged in. Scripts do not run. */
final class Visitor {
    private static final Pattern TOKEN = Pattern.compile("name=\"form-token\" value=\"([^\"]+)\"");

    private final String address;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    private Visitor(String address) {
        this.address = address;
    }

    /** @throws Failed with {@link Failure.Unavailable} when that does not open the door */
    static Visitor loggedIn(String address, String name, String password) throws IOException, InterruptedException {
        Visitor visitor = new Visitor(address);
        visitor.open("/login");
        Page after = visitor.post("/login", "/login", Map.of("name", name, "password", password, "next", "/"));
        if (after.html().contains("name=\"password\"")) {
            throw new Failed(new Failure.Unavailable(name + " could not log in."));
        }
        return visitor;
    }

    /**
     * A page as it came.
     *
     * @param wire bytes, compressed
     */
    record Page(int status, int wire, String html) {}

    Page open(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address + path)).GET());
    }

    /** Sends a form, with the token of the page on which it stands. */
    Page post(String page, String path, Map<String, String> fields) throws IOException, InterruptedException {
        Matcher token = TOKEN.matcher(open(page).html());
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "form-token=" + (token.find() ? token.group(1) : "") + "&", ""));
        return send(HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    private Page send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer =
                http.send(request.header("Accept-Encoding", "gzip").build(), BodyHandlers.ofByteArray());
        byte[] body = answer.body();
        boolean packed =
                answer.headers().firstValue("Content-Encoding").orElse("").equals("gzip");
        byte[] plain = packed ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes() : body;
        return new Page(answer.statusCode(), body.length, new String(plain, StandardCharsets.UTF_8));
    }
}
