package org.throughline.clinic.door;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without a screen: it keeps cookies, follows nothing by itself, and can fill in the forms of a page. */
public final class Visitor {
    private static final Pattern FIELD =
            Pattern.compile("<input type=\"hidden\" name=\"([a-z-]+)\" value=\"([^\"]*)\">");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final String home;
    private String page = "";

    public Visitor(String home) {
        this.home = home;
    }

    /** Sends a header with each request. */
    public Visitor header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Holds a cookie that somebody else gave it. */
    public Visitor cookie(String name, String value) {
        cookies.put(here(name), value);
        return this;
    }

    public String cookie(String name) {
        return cookies.getOrDefault(here(name), "");
    }

    /** Installations on one machine tell their cookies apart by the port. */
    private String here(String name) {
        return name + "-" + URI.create(home).getPort();
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    /** Sends a form of the last page that was seen: its hidden fields, and these. */
    public HttpResponse<String> post(String path, String... fields) {
        Map<String, String> form = new LinkedHashMap<>();
        Matcher hidden = FIELD.matcher(page);
        while (hidden.find()) {
            form.putIfAbsent(hidden.group(1), hidden.group(2));
        }
        for (int i = 0; i < fields.length; i += 2) {
            form.put(fields[i], fields[i + 1]);
        }
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(form))));
    }

    /** Logs in; the answer is that of the password's step. */
    public HttpResponse<String> logIn(String name, String password) {
        get("/login");
        return post("/login", "name", name, "password", password);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(home + path));
        headers.forEach(request::header);
        return request.header("Cookie", cookies());
    }

    /** All its cookies, each as something else. */
    public <T> List<T> each(BiFunction<String, String, T> made) {
        return cookies.entrySet().stream()
                .map(cookie -> made.apply(cookie.getKey(), cookie.getValue()))
                .toList();
    }

    /** All its cookies, as a browser sends them. */
    public String cookies() {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            for (String line : answer.headers().allValues("Set-Cookie")) {
                String[] pair = line.split(";", 2)[0].split("=", 2);
                cookies.put(pair[0], pair[1]);
            }
            page = answer.body();
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
