package org.throughline.http;

import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** A request as it came in. */
public final class Request {
    private final org.eclipse.jetty.server.Request jetty;
    private final BodyBudget budget;
    private final boolean https;
    private final TrustedProxies proxies;

    Request(org.eclipse.jetty.server.Request jetty, BodyBudget budget, boolean https, TrustedProxies proxies) {
        this.jetty = jetty;
        this.budget = budget;
        this.https = https;
        this.proxies = proxies;
    }

    /** The method in upper case. */
    public String method() {
        return jetty.getMethod();
    }

    /** The path, percent-decoded and free of dot segments. */
    public String path() {
        return org.eclipse.jetty.server.Request.getPathInContext(jetty);
    }

    /** The path as it was sent. */
    public String rawPath() {
        String path = jetty.getHttpURI().getPath();
        return path == null ? "" : path;
    }

    /** The query as it was sent, without the question mark; empty when there is none. */
    public String query() {
        String query = jetty.getHttpURI().getQuery();
        return query == null ? "" : query;
    }

    /** The parameters of the query, decoded, in order. */
    public List<Parameter> parameters() {
        return parseForm(query());
    }

    /** The first value of a query parameter. */
    public Optional<String> parameter(String name) {
        return parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::value)
                .findFirst();
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(jetty.getHeaders().get(name));
    }

    /** All values of a header, in order. */
    public List<String> headers(String name) {
        return jetty.getHeaders().getFields(name).stream()
                .map(HttpField::getValue)
                .toList();
    }

    public Optional<String> cookie(String name) {
        return org.eclipse.jetty.server.Request.getCookies(jetty).stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    /** Whether it came by HTTPS, to us or to the proxy before us. */
    public boolean secure() {
        return https || jetty.isSecure();
    }

    /** The address that it comes from, for the audit: of the other end, or as a proxy says that is trusted. */
    public String remoteAddress() {
        return client().text();
    }

    /** By what those who send too many requests are told apart: their address, or the network of a subscriber. */
    public String subscriber() {
        return client().subscriber();
    }

    private ClientAddress client() {
        String peer = org.eclipse.jetty.server.Request.getRemoteAddr(jetty);
        return proxies.client(InetAddress.ofLiteral(peer.replaceAll("[\\[\\]]", "")), this::headers);
    }

    /**
     * Reads the whole body, waiting while too many bytes of others are in flight.
     *
     * @param limit most bytes that are taken; more fails with {@link Failure.TooLarge}
     * @throws Failed with {@link Failure.TooSlow} when it does not come on
     */
    public byte[] body(int limit) {
        header("Content-Encoding")
                .filter(coding -> !coding.equalsIgnoreCase("identity"))
                .ifPresent(coding -> {
                    throw new Failed(new Failure.UnsupportedMediaType("Send the body without Content-Encoding."));
                });
        BodyReader reader = new BodyReader(Content.Source.asInputStream(jetty), budget.pace());
        long declared = jetty.getLength();
        if (declared > limit) {
            reader.passOver();
            throw tooLarge(limit);
        }
        budget.take(this, declared < 0 ? limit : declared);
        byte[] body = reader.read(declared < 0 ? limit + 1 : (int) declared, declared >= 0);
        if (body.length > limit) {
            reader.passOver();
            throw tooLarge(limit);
        }
        return body;
    }

    /** The fields of a form, decoded, in order; with the files of one that is {@code multipart/form-data}. */
    public Form form(int limit) {
        String mediaType = header("Content-Type").orElse("");
        if (Multipart.is(mediaType)) {
            return Multipart.read(mediaType, body(limit));
        }
        return new Form(parseForm(new String(body(limit), StandardCharsets.UTF_8)));
    }

    /**
     * To be called before it is answered. What nobody has read of a short body is passed over, so that the connection can be used
     * again; of a longer one, the connection ends with the answer, which says so: a client must not send its next request on a
     * connection that is about to close.
     */
    void finish() {
        boolean waits = jetty.getHeaders().contains(HttpHeader.EXPECT);
        if (!waits && jetty.getLength() > 0 && jetty.getLength() <= BodyReader.PIECE) {
            new BodyReader(Content.Source.asInputStream(jetty), budget.pace()).passOver();
        }
        jetty.consumeAvailable();
    }

    /** Gives the bytes of this request's body back to the budget, once it is answered. */
    void release() {
        budget.release(this);
    }

    private static Failed tooLarge(int limit) {
        return new Failed(new Failure.TooLarge("The body is larger than the limit of " + limit / 1_000_000 + " MB."));
    }

    /** Parses {@code a=1&b=2}, decoding names and values. A broken percent escape fails as malformed. */
    public static List<Parameter> parseForm(String encoded) {
        List<Parameter> parameters = new ArrayList<>();
        for (String pair : encoded.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                parameters.add(new Parameter(decode(name), decode(value)));
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        try {
            String decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
            if (decoded.indexOf('\uFFFD') >= 0 && !text.toUpperCase(Locale.ROOT).contains("%EF%BF%BD")) {
                throw new Failed(new Failure.Malformed("value", "", "The query is not UTF-8."));
            }
            if (decoded.indexOf('\0') >= 0) {
                throw new Failed(new Failure.Malformed("value", "", "The query holds a NUL character."));
            }
            return decoded;
        } catch (IllegalArgumentException e) {
            throw new Failed(new Failure.Malformed("structure", "", "The query holds a broken percent escape."), e);
        }
    }
}
