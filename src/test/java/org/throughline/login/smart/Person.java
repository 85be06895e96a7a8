package org.throughline.login.smart;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody with a browser, as far as HTTP sees of it: cookies are kept, redirects are not followed. */
final class Person {
    private static final Pattern TOKEN = Pattern.compile("name=\"form-token\" value=\"([^\"]+)\"");

    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final String home;
    private String formToken = "";

    Person(String home) {
        this.home = home;
    }

    /** Logs in and is logged in from then on. */
    Person loggedIn(String name, String password) {
        get("/login");
        HttpResponse<String> in =
                post("/login", "name=" + name + "&password=" + encoded(password) + "&next=/account/access");
        if (in.statusCode() != 303) {
            throw new IllegalStateException("not logged in: " + in.statusCode() + " " + in.body());
        }
        get("/account/access");
        return this;
    }

    HttpResponse<String> get(String address) {
        return send(HttpRequest.newBuilder(at(address)).GET());
    }

    /** Posts a form with the token that the last page carried. */
    HttpResponse<String> post(String address, String form) {
        return postWithout(address, form + "&form-token=" + formToken);
    }

    /** Posts a form as another site's page would: without the token. */
    HttpResponse<String> postWithout(String address, String form) {
        return send(HttpRequest.newBuilder(at(address))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    String formToken() {
        return formToken;
    }

    private URI at(String address) {
        return URI.create(address.startsWith("http") ? address : home + address);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            Matcher token = TOKEN.matcher(response.body());
            if (token.find()) {
                formToken = token.group(1);
            }
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElse("");
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
