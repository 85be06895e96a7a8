package org.throughline.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients send who mean no good, byte by byte. */
class HttpAttackTest {
    private static final HttpSettings.Pace HURRIED =
            new HttpSettings.Pace(Duration.ofSeconds(2), Duration.ofSeconds(2), 1_000_000);
    private static final int LARGE = 30_000_000;
    private static HttpServer server;

    @BeforeAll
    static void start() throws IOException {
        HttpSettings settings = new HttpSettings("127.0.0.1", 0, null, 1 << 20, false, HURRIED, TrustedProxies.NONE);
        server = HttpServer.start(settings, HttpAttackTest::answer, status -> Answer.of(status, "text/plain", "no"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Answer answer(Request request) {
        return switch (request.path()) {
            case "/fault" -> throw new IllegalStateException("org.secret.Inner");
            case "/body" -> Answer.of(200, "text/plain", request.body(1000).length + " bytes");
            case "/page" -> Answer.of(200).with("Content-Security-Policy", "default-src 'self'");
            case "/large" -> Answer.of(200, "text/plain", "x".repeat(LARGE));
            case "/stream" ->
                new Answer(200, List.of(), new Answer.Stream(out -> {
                    for (int i = 0; i < LARGE / 1000; i++) {
                        out.write("y".repeat(1000).getBytes(ISO_8859_1));
                    }
                }));
            default -> Answer.of(200, "text/plain", request.path());
        };
    }

    private static String send(String... pieces) throws Exception {
        return send(15_000, pieces);
    }

    private static String send(int patienceMillis, String... pieces) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(patienceMillis);
            for (String piece : pieces) {
                socket.getOutputStream().write(piece.getBytes(ISO_8859_1));
                socket.getOutputStream().flush();
                Thread.sleep(pieces.length > 1 ? 300 : 0);
            }
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (IOException e) {
            return "closed";
        }
    }

    @Test
    void aConnectionGoesOnAfterABodyThatNobodyRead() throws Exception {
        String both = send(
                "POST /unread HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n",
                "12345",
                "GET /next HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        assertTrue(both.contains("/unread") && both.contains("/next"), both);
    }

    @Test
    void aConnectionThatEndsBecauseNobodyReadTheBodySaysSo() throws Exception {
        String declared = "POST /unread HTTP/1.1\r\nHost: a\r\nContent-Length: 900000\r\n\r\n";
        String asking = "POST /unread HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n";

        for (String answer : List.of(send(declared), send(asking))) {
            assertTrue(answer.startsWith("HTTP/1.1 200") && answer.contains("Connection: close"), answer);
        }
    }

    private static String get(String path) throws Exception {
        return send("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    }

    @Test
    void everyAnswerHasTheHeadersThatKeepBrowsersSafe() throws Exception {
        for (String answer : List.of(get("/"), get("/fault"), send("nonsense\r\n\r\n"))) {
            for (String header : List.of(
                    "X-Content-Type-Options: nosniff",
                    "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'",
                    "Referrer-Policy: no-referrer",
                    "Cross-Origin-Opener-Policy: same-origin",
                    "Cross-Origin-Resource-Policy: same-origin",
                    "Cache-Control: no-store")) {
                assertTrue(answer.contains(header + "\r\n"), answer);
            }
            assertFalse(answer.contains("Server:") || answer.contains("Strict-Transport"), answer);
        }
        assertTrue(get("/page").contains("Content-Security-Policy: default-src 'self'\r\n"));
    }

    @Test
    void browsersAreHeldToHttpsWhereThatIsSpokenHereOrByAProxy() throws Exception {
        HttpSettings behindProxy = new HttpSettings("127.0.0.1", 0, null, 1 << 20, true, HURRIED, TrustedProxies.NONE);
        try (HttpServer other = HttpServer.start(
                        behindProxy, request -> Answer.of(200, "text/plain", "" + request.secure()), Answer::of);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), other.port())) {
            socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
            assertTrue(answer.contains("Strict-Transport-Security: max-age=31536000; includeSubDomains"), answer);
            assertTrue(answer.endsWith("true"), "cookies are marked Secure");
        }
    }

    @Test
    void aFaultTellsNothing() throws Exception {
        String answer = get("/fault");
        assertTrue(answer.startsWith("HTTP/1.1 500 "), answer);
        assertFalse(answer.contains("secret") || answer.contains("Exception"), answer);
    }

    /** Two lengths, or a length and pieces: a proxy before us might read another request than we do. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nContent-Length: 6",
                "Content-Length: 5\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
                "Transfer-Encoding: xchunked",
                "Content-Length: +5",
                "Content-Length : 5",
                "Content-Length: 5\r\n Folded: x"
            })
    void aRequestThatCanBeReadInTwoWaysIsRefused(String headers) throws Exception {
        String answer = send("POST /body HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + headers + "\r\n\r\n12345");
        assertTrue(answer.startsWith("HTTP/1.1 400 ") || answer.startsWith("HTTP/1.1 501 "), answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%2e%2e/x", "/a/..;/b", "/a%2f..%2fb", "/a%00b", "/a\\..\\b", "//evil", "/./a"})
    void noPathLeadsOut(String path) throws Exception {
        String answer = get(path);
        boolean refused = answer.startsWith("HTTP/1.1 400 ");
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        assertTrue(refused || !(body.contains("..") || body.contains("\0")), answer);
    }

    @Test
    void headersThatComeByteByByteAreNotWaitedFor() throws Exception {
        String[] drip = new String[20];
        java.util.Arrays.fill(drip, "x");
        drip[0] = "GET / HTTP/1.1\r\nHost: a\r\nX: ";
        long begun = System.nanoTime();
        assertFalse(send(drip).contains("200"), "closed or refused");
        assertTrue(System.nanoTime() - begun < 14_000_000_000L);
        assertFalse(send("").contains("200"), "a connection on which nothing is said");
    }

    @Test
    void aBodyThatComesByteByByteIsNotWaitedFor() throws Exception {
        String[] drip = new String[20];
        java.util.Arrays.fill(drip, "x");
        drip[0] = "POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n\r\n";
        String answer = send(drip);
        assertTrue(answer.equals("closed") || !answer.contains(" 200 "), answer);
    }

    @Test
    void whoAsksAgainAndAgainOnOneConnectionIsServed() throws Exception {
        String ask = "GET /again HTTP/1.1\r\nHost: a\r\n\r\n";
        String last = "GET /last HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
        String answer = send(ask, ask, "", "", "", ask, ask, ask, last);
        assertTrue(answer.endsWith("/last"), answer);
        assertEquals(7, answer.split("HTTP.1.1 200", -1).length);
    }

    @Test
    void aBodyThatIsPackedIsRefused() throws Exception {
        String answer = send("POST /body HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Encoding: gzip\r\n"
                + "Content-Length: 2\r\n\r\n..");
        assertFalse(answer.contains(" 200 "), answer);
    }

    @Test
    void whoSendsTooMuchReadsTheRefusalEvenIfOnlyAtTheEnd() throws Exception {
        String body = "x".repeat(5_000_000);
        String declared =
                "POST /body HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n";
        String pieces = "POST /body HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
                + Integer.toHexString(body.length()) + "\r\n";
        assertTrue(send(declared + body).startsWith("HTTP/1.1 "));
        assertTrue(send(pieces + body + "\r\n0\r\n\r\n").startsWith("HTTP/1.1 "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "TRACK", "CONNECT", "PROPFIND", "get", "GET\u00e4", "BREW", "PRI", "A-B"})
    void noOtherMethodsReachAnything(String method) throws Exception {
        String answer = send(method + " /x HTTP/1.1\r\nHost: a\r\nX-Secret: s3cret\r\nConnection: close\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 501 ") || answer.startsWith("HTTP/1.1 400 "), answer);
        assertFalse(answer.contains("s3cret"), "nothing is sent back");
        assertFalse(answer.contains("/x"), answer);
    }

    @Test
    void nobodyTunnelsThroughUs() throws Exception {
        String answer =
                send(2_000, "CONNECT example.org:443 HTTP/1.1\r\nHost: example.org:443\r\nConnection: close\r\n\r\n");
        assertFalse(answer.contains(" 200 "), answer);
        String elsewhere = send("GET http://example.org/x HTTP/1.1\r\nHost: example.org\r\nConnection: close\r\n\r\n");
        assertTrue(elsewhere.endsWith("/x"), "answered by ourselves: " + elsewhere);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/large", "/stream"})
    void whoTakesAnAnswerByteByByteIsNotWaitedFor(String path) throws Exception {
        HttpSettings.Pace brisk = new HttpSettings.Pace(Duration.ofSeconds(2), Duration.ofSeconds(1), 100_000_000);
        try (HttpServer quick = HttpServer.start(
                        new HttpSettings("127.0.0.1", 0, null, 1 << 20, false, brisk, TrustedProxies.NONE),
                        HttpAttackTest::answer,
                        Answer::of);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), quick.port())) {
            socket.setSoTimeout(15_000);
            socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n").getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            long taken = 0;
            for (int i = 0; i < 35; i++) {
                taken += socket.getInputStream().readNBytes(1).length;
                Thread.sleep(100);
            }
            // What the two machines hold on the way still comes, and then nothing.
            taken += socket.getInputStream().readAllBytes().length;
            assertTrue(taken < LARGE, taken + " bytes were taken");
        } catch (SocketException e) {
            assertTrue(String.valueOf(e.getMessage()).contains("reset"), e.toString());
        }
    }

    @Test
    void whoTakesAnAnswerSlowlyButAtAPaceGetsAllOfIt() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(15_000);
            socket.getOutputStream()
                    .write("GET /large HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            long taken = 0;
            byte[] piece = new byte[1_000_000];
            int read;
            while ((read = socket.getInputStream().readNBytes(piece, 0, piece.length)) > 0) {
                taken += read;
                Thread.sleep(150);
            }
            assertTrue(taken > LARGE, taken + " bytes");
        }
    }
}
