package org.throughline.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server with a certificate. */
class TlsTest {
    private static final char[] PASSWORD = "of-tests".toCharArray();

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA"})
    void whoTrustsTheCertificateIsServed(String algorithm) throws Exception {
        KeyStore keys = keys(algorithm);
        try (HttpServer server = HttpServer.start(settings(keys), TlsTest::answer, Answer::of)) {
            assertEquals("true", get(trusting(keys), server));
            try (HttpClient stranger = HttpClient.newHttpClient()) {
                assertThrows(SSLHandshakeException.class, () -> get(stranger, server));
            }
        }
    }

    @Test
    void aConnectionIsKeptForTheNextRequest() throws Exception {
        KeyStore keys = keys("EC");
        HttpSettings.Pace hurried = new HttpSettings.Pace(Duration.ofSeconds(1), Duration.ofSeconds(5), 4096);
        HttpSettings usual = settings(keys);
        HttpSettings settings = new HttpSettings(
                usual.bind(), 0, usual.tls(), usual.bodyBytesInFlight(), true, hurried, TrustedProxies.NONE);
        try (HttpServer server = HttpServer.start(settings, TlsTest::answer, Answer::of);
                Socket socket = context(keys)
                        .getSocketFactory()
                        .createSocket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(10_000);
            for (int i = 0; i < 3; i++) {
                socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
                byte[] answer = socket.getInputStream().readNBytes(15);
                assertEquals("HTTP/1.1 200 OK", new String(answer, US_ASCII), "request " + i);
                Thread.sleep(2500);
                socket.getInputStream().skipNBytes(socket.getInputStream().available());
            }
        }
    }

    /** A greeting of TLS 1.1 or older is answered by the alert that its version is not spoken. */
    @ParameterizedTest
    @ValueSource(ints = {0x0300, 0x0301, 0x0302})
    void oldVersionsAreNotSpoken(int version) throws Exception {
        KeyStore keys = keys("EC");
        try (HttpServer server = HttpServer.start(settings(keys), TlsTest::answer, Answer::of);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(greeting(version));
            byte[] alert = socket.getInputStream().readNBytes(7);
            assertEquals(21, alert[0], "an alert");
            assertEquals(70, alert[6], "protocol_version");
        }
    }

    /** See RFC 4346, 7.4.1.2: one suite that every version has, no extension. */
    private static byte[] greeting(int version) {
        byte[] hello = new byte[2 + 32 + 1 + 2 + 2 + 2];
        hello[0] = (byte) (version >> 8);
        hello[1] = (byte) version;
        hello[36] = 2; // two bytes of suites
        hello[38] = 0x2f; // TLS_RSA_WITH_AES_128_CBC_SHA
        hello[39] = 1; // one way of compression: none
        byte[] record = new byte[9 + hello.length];
        record[0] = 22; // handshake
        record[1] = hello[0];
        record[2] = hello[1];
        record[4] = (byte) (4 + hello.length);
        record[5] = 1; // ClientHello
        record[8] = (byte) hello.length;
        System.arraycopy(hello, 0, record, 9, hello.length);
        return record;
    }

    @Test
    void aKeyThatCannotBeReadIsRefusedAtTheStart() throws Exception {
        KeyStore keys = keys("EC");
        HttpSettings settings = settings(keys);
        Files.writeString(
                folder.resolve("key.pem"), "-----BEGIN PRIVATE KEY-----\nbm90aGluZw==\n-----END PRIVATE KEY-----\n");
        assertThrows(IOException.class, () -> HttpServer.start(settings, TlsTest::answer, Answer::of));
    }

    private static Answer answer(Request request) {
        return Answer.of(200, "text/plain", Boolean.toString(request.secure()));
    }

    private HttpSettings settings(KeyStore keys) throws Exception {
        Path certificate = pem(
                "certificate.pem", "CERTIFICATE", keys.getCertificate("server").getEncoded());
        Path key = pem("key.pem", "PRIVATE KEY", keys.getKey("server", PASSWORD).getEncoded());
        return new HttpSettings(
                "127.0.0.1",
                0,
                new HttpSettings.Tls(certificate, key),
                1 << 20,
                true,
                HttpSettings.Pace.USUAL,
                TrustedProxies.NONE);
    }

    private Path pem(String name, String kind, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(content);
        return Files.writeString(
                folder.resolve(name), "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }

    /** A self-signed certificate for 127.0.0.1 and its key, made by the JDK's keytool. */
    private KeyStore keys(String algorithm) throws Exception {
        Path file = folder.resolve("keys.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process made = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        algorithm,
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        String.valueOf(PASSWORD))
                .redirectErrorStream(true)
                .start();
        made.getInputStream().readAllBytes();
        assertEquals(0, made.waitFor());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private static HttpClient trusting(KeyStore keys) throws Exception {
        return HttpClient.newBuilder().sslContext(context(keys)).build();
    }

    private static SSLContext context(KeyStore keys) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", keys.getCertificate("server"));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private static String get(HttpClient client, HttpServer server) throws IOException, InterruptedException {
        URI address = URI.create("https://127.0.0.1:" + server.port() + "/");
        return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
