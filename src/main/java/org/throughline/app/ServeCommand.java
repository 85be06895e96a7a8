package org.throughline.app;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.throughline.http.HttpSettings;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code serve}: the product, until it is told to stop. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Runs the product until it is stopped with Ctrl-C or SIGTERM.")
final class ServeCommand implements Callable<Integer> {
    /** Bytes of request bodies that are held at once, over all requests. */
    static final long BODY_BYTES_IN_FLIGHT = 96L << 20;

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private HouseOption house = new HouseOption();

    @Mixin
    private TextsOption texts = new TextsOption();

    @Mixin
    private AppsOption apps = new AppsOption();

    @Mixin
    private DoorOption door = new DoorOption();

    @Mixin
    private MessageOption messages = new MessageOption();

    @Option(
            names = "--port",
            defaultValue = "${env:THROUGHLINE_PORT:-8080}",
            description = "The port; 0 takes a free one (or THROUGHLINE_PORT; default: 8080).")
    private int port;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "${env:THROUGHLINE_BIND}",
            description = "The address to listen on (or THROUGHLINE_BIND; default: 127.0.0.1, with a certificate all).")
    private @Nullable String bind;

    @Option(
            names = "--base",
            paramLabel = "URL",
            defaultValue = "${env:THROUGHLINE_BASE}",
            description = "The address that others reach this server by, for example https://records.example.org;"
                    + " links are made with it (or THROUGHLINE_BASE; default: http://127.0.0.1:PORT).")
    private @Nullable String base;

    @Option(
            names = "--tls-certificate",
            paramLabel = "FILE",
            defaultValue = "${env:THROUGHLINE_TLS_CERTIFICATE}",
            description = "The certificate chain, PEM (or THROUGHLINE_TLS_CERTIFICATE).")
    private @Nullable Path certificate;

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            defaultValue = "${env:THROUGHLINE_TLS_KEY}",
            description = "Its private key, PEM, PKCS#8, not encrypted (or THROUGHLINE_TLS_KEY).")
    private @Nullable Path key;

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            defaultValue = "${env:THROUGHLINE_LOG_LEVEL:-info}",
            description = "error, warning, info or debug (or THROUGHLINE_LOG_LEVEL; default: info).")
    private Logging.Level logLevel = Logging.Level.INFO;

    @Override
    public Integer call() throws InterruptedException {
        Logging.to(logLevel);
        ServeSettings settings = settings();
        return Foreground.run(settings, product -> {});
    }

    private ServeSettings settings() {
        HttpSettings.Tls tls = tls();
        String address = bind == null ? (tls == null ? "127.0.0.1" : "0.0.0.0") : bind;
        return new ServeSettings(
                database.folder(),
                database.settings(),
                new HttpSettings(
                        address,
                        port,
                        tls,
                        BODY_BYTES_IN_FLIGHT,
                        isHttps(tls),
                        HttpSettings.Pace.USUAL,
                        door.proxies()),
                house.rules(texts.types()).with(apps.rules(), door.rules(), messages.settings()),
                Optional.ofNullable(base).map(url -> url.replaceAll("/+$", "")),
                Optional.ofNullable(System.getenv("THROUGHLINE_ADMIN_PASSWORD")).filter(given -> !given.isEmpty()));
    }

    /** With a certificate, or through a proxy that has one, as the base address tells. */
    private boolean isHttps(HttpSettings.@Nullable Tls tls) {
        return tls != null || (base != null && base.startsWith("https://"));
    }

    private HttpSettings.@Nullable Tls tls() {
        if (certificate == null && key == null) {
            return null;
        }
        if (certificate == null || key == null) {
            throw new Failed(new Failure.Malformed(
                    "required", "--tls-key", "--tls-certificate and --tls-key are only of use together."));
        }
        return new HttpSettings.Tls(certificate, key);
    }
}
