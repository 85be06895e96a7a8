package org.throughline.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.CompletableResponseListener;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.WWWAuthenticationProtocolHandler;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;
import org.jspecify.annotations.Nullable;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * Fetches small documents from addresses that others named. None leads it into the operator's own network: a name is
 * resolved once, every address that it stands for must be public, and the connection goes to that address, so that a
 * name which changes its meaning in between gains nothing. Redirects are not followed, and nothing is unpacked.
 */
public final class Fetcher implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Pattern MAX_AGE = Pattern.compile("(?:^|[,\\s])max-age=\"?(\\d{1,9})\"?(?:$|[,\\s])");

    private final boolean privateToo;
    private final Names names;
    private @Nullable HttpClient client;

    /**
     * @param privateToo whether addresses of the private network and plain HTTP are allowed as well, for an operator
     *     whose apps run there
     */
    public Fetcher(boolean privateToo) {
        this(privateToo, InetAddress::getAllByName);
    }

    /** @param names tells which addresses a host's name stands for */
    Fetcher(boolean privateToo, Names names) {
        this.privateToo = privateToo;
        this.names = names;
    }

    /** Tells which addresses a host's name stands for at the moment. */
    @FunctionalInterface
    interface Names {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    /**
     * What was fetched.
     *
     * @param maxAge how long it may be kept, as the other side said; null when it did not say
     */
    public record Fetched(byte[] content, @Nullable Duration maxAge) {}

    /**
     * What came back for something that was sent.
     *
     * @param mediaType as the other side said; empty when it did not say
     */
    public record Reply(int status, String mediaType, byte[] content) {}

    /**
     * What came back, with what was said about asking again.
     *
     * @param retryAfter how long to wait before asking again, as the other side wishes; null when it did not say
     */
    public record Exchanged(
            int status,
            String mediaType,
            byte[] content,
            @Nullable Duration retryAfter) {}

    /** Whether something may be fetched from there, as far as the address itself tells. */
    public boolean allows(URI address) {
        boolean web = "https".equalsIgnoreCase(address.getScheme())
                || (privateToo && "http".equalsIgnoreCase(address.getScheme()));
        return web && address.getHost() != null && address.getUserInfo() == null && address.getFragment() == null;
    }

    /**
     * Fetches a document, within five seconds in all.
     *
     * @param most bytes that it may have
     * @throws Failed with {@link Failure.Unavailable} when it cannot be had; the message does not tell why, since that
     *     would tell what runs where
     */
    public Fetched get(URI address, String accept, int most) {
        ContentResponse response =
                response(address, most, request -> request.headers(headers -> headers.put(HttpHeader.ACCEPT, accept)));
        if (response.getStatus() != 200) {
            throw unavailable(address);
        }
        return new Fetched(response.getContent(), maxAge(response));
    }

    /**
     * Sends a form, within five seconds in all.
     *
     * @param authorization stands in the header of that name; empty for none
     * @param most bytes that the reply may have
     * @throws Failed with {@link Failure.Unavailable} when there is no reply
     */
    public Reply post(URI address, String authorization, String form, int most) {
        return post(
                address,
                authorization,
                "application/x-www-form-urlencoded",
                form.getBytes(StandardCharsets.UTF_8),
                most);
    }

    /**
     * Sends something of a media type, within five seconds in all; otherwise as {@link #post(URI, String, String, int)}.
     *
     * @param content what is sent
     */
    public Reply post(URI address, String authorization, String mediaType, byte[] content, int most) {
        ContentResponse response = response(
                address,
                most,
                request -> request.method(HttpMethod.POST)
                        .headers(headers -> {
                            headers.put(HttpHeader.ACCEPT, "application/json");
                            if (!authorization.isEmpty()) {
                                headers.put(HttpHeader.AUTHORIZATION, authorization);
                            }
                        })
                        .body(new BytesRequestContent(mediaType, content)));
        String type = response.getHeaders().get(HttpHeader.CONTENT_TYPE);
        return new Reply(response.getStatus(), type == null ? "" : type, response.getContent());
    }

    /**
     * A request to an address, whatever is answered.
     *
     * @param headers by their names
     * @param content what is sent; empty for nothing
     * @param most bytes that the reply may have
     * @param patience how long it may take in all; connecting takes five seconds at most
     */
    public record Call(
            String method, URI address, Map<String, String> headers, byte[] content, int most, Duration patience) {
        public Call {
            headers = Map.copyOf(headers);
        }
    }

    /**
     * Makes a request and gives what came back, also when it tells of a failure.
     *
     * @throws Failed with {@link Failure.Unavailable} when there is no reply, or one that is too large
     */
    public Reply send(Call call) {
        ContentResponse response = response(call.address(), call.most(), call.patience(), request -> {
            request.method(call.method()).headers(headers -> call.headers().forEach(headers::put));
            return call.content().length == 0 ? request : request.body(new BytesRequestContent(call.content()));
        });
        String type = response.getHeaders().get(HttpHeader.CONTENT_TYPE);
        return new Reply(response.getStatus(), type == null ? "" : type, response.getContent());
    }

    /**
     * As {@link #send}, for who wants to know why there was no reply.
     *
     * @throws Failed with {@link Failure.TooLarge} when the reply is too large, {@link Failure.Unavailable} when there is
     *     none
     */
    public Exchanged exchange(Call call) {
        try {
            ContentResponse response = response(call.address(), call.most(), call.patience(), request -> {
                request.method(call.method()).headers(headers -> call.headers().forEach(headers::put));
                return call.content().length == 0 ? request : request.body(new BytesRequestContent(call.content()));
            });
            String type = response.getHeaders().get(HttpHeader.CONTENT_TYPE);
            return new Exchanged(
                    response.getStatus(), type == null ? "" : type, response.getContent(), retryAfter(response));
        } catch (Failed e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause.getCause() instanceof IllegalArgumentException) { // so Jetty says that its buffer is full
                throw new Failed(new Failure.TooLarge("It sends more than " + call.most() + " bytes at once."), e);
            }
            throw e;
        }
    }

    /** In seconds, or until a date. */
    private static @Nullable Duration retryAfter(ContentResponse response) {
        String said = response.getHeaders().get(HttpHeader.RETRY_AFTER);
        if (said == null) {
            return null;
        }
        try {
            return said.matches("[0-9]{1,7}")
                    ? Duration.ofSeconds(Long.parseLong(said))
                    : Duration.between(Instant.now(), ZonedDateTime.parse(said, DateTimeFormatter.RFC_1123_DATE_TIME));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private ContentResponse response(URI address, int most, UnaryOperator<org.eclipse.jetty.client.Request> prepared) {
        return response(address, most, PATIENCE, prepared);
    }

    private ContentResponse response(
            URI address, int most, Duration patience, UnaryOperator<org.eclipse.jetty.client.Request> prepared) {
        if (!allows(address)) {
            throw unavailable(address);
        }
        try {
            org.eclipse.jetty.client.Request request = prepared.apply(client().newRequest(address))
                    .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                    .idleTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
            return new CompletableResponseListener(request, most)
                    .send()
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new Failed(unavailable(address).failure(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failed(unavailable(address).failure(), e);
        }
    }

    private static @Nullable Duration maxAge(ContentResponse response) {
        String control = response.getHeaders().get(HttpHeader.CACHE_CONTROL);
        if (control == null) {
            return null;
        }
        String lower = control.toLowerCase(Locale.ROOT);
        Matcher age = MAX_AGE.matcher(lower);
        if (lower.contains("no-store") || lower.contains("no-cache")) {
            return Duration.ZERO;
        }
        return age.find() ? Duration.ofSeconds(Long.parseLong(age.group(1))) : null;
    }

    private static Failed unavailable(URI address) {
        return new Failed(new Failure.Unavailable("Nothing could be fetched from " + address + "."));
    }

    private synchronized HttpClient client() {
        HttpClient present = client;
        if (present == null) {
            present = started();
            client = present;
        }
        return present;
    }

    private HttpClient started() {
        HttpClient fresh = new HttpClient(new HttpClientTransportOverHTTP(1));
        fresh.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        fresh.setFollowRedirects(false);
        fresh.setConnectTimeout(PATIENCE.toMillis());
        fresh.setIdleTimeout(PATIENCE.toMillis());
        fresh.setSocketAddressResolver(this::resolve);
        try {
            fresh.start();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP client does not start", e);
        }
        fresh.getContentDecoderFactories().clear();
        // A 401 is an answer as any other, also one that does not say how to log in.
        fresh.getProtocolHandlers().remove(WWWAuthenticationProtocolHandler.NAME);
        return fresh;
    }

    /** As {@link SocketAddressResolver} wants it: the addresses that the connection is made to. */
    private void resolve(String host, int port, Map<String, Object> context, Promise<List<InetSocketAddress>> promise) {
        try {
            InetAddress[] addresses = names.of(host);
            if (!privateToo && !Arrays.stream(addresses).allMatch(PublicAddresses::contain)) {
                promise.failed(new UnknownHostException("an address that is not public"));
                return;
            }
            promise.succeeded(Arrays.stream(addresses)
                    .map(address -> new InetSocketAddress(address, port))
                    .toList());
        } catch (UnknownHostException e) {
            promise.failed(e);
        }
    }

    @Override
    public synchronized void close() {
        HttpClient present = client;
        if (present != null) {
            try {
                present.stop();
            } catch (Exception e) {
                throw new IllegalStateException("the HTTP client does not stop", e);
            }
        }
    }
}
