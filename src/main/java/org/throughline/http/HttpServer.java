package org.throughline.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.IntFunction;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/**
 * The HTTP server: Jetty on virtual threads in front of one {@link Handler}. {@link #close} stops taking connections
 * and lets what runs finish.
 */
public final class HttpServer implements AutoCloseable {
    private static final Duration DRAIN = Duration.ofSeconds(5);
    private static final int IDLE_MILLIS = 60_000;
    private static final int HEADER_BYTES = 32 * 1024;
    private static final int MOST_CONNECTIONS = 4000;

    private final Server server;
    private final ServerConnector connector;

    private HttpServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * Starts listening; fails when the port is taken.
     *
     * @param refusals what to answer, by status, to what is too broken to reach the handler
     */
    public static HttpServer start(HttpSettings settings, Handler handler, IntFunction<Answer> refusals)
            throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool(16, 4);
        threads.setName("http");
        VirtualThreadPool workers = new VirtualThreadPool();
        workers.setName("request");
        threads.setVirtualThreadsExecutor(workers);
        Server server = new Server(threads);
        server.addBean(workers);
        ServerConnector connector = connector(server, settings);
        server.addConnector(connector);
        connector.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, connector));
        connector.addBean(new SlowClients(settings.pace(), connector.getScheduler()));
        BodyBudget budget = new BodyBudget(settings.bodyBytesInFlight(), settings.pace());
        server.setHandler(new GracefulHandler(new JettyHandler(handler, budget, settings.https(), settings.proxies())));
        WebSockets.prepare(server);
        server.setStopTimeout(DRAIN.toMillis());
        server.setErrorHandler(new PlainErrors(refusals, settings.https()));
        try {
            server.start();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("The HTTP server did not start: " + e.getMessage(), e);
        }
        return new HttpServer(server, connector);
    }

    /** The port that it listens on. */
    public int port() {
        return connector.getLocalPort();
    }

    private static ServerConnector connector(Server server, HttpSettings settings) throws IOException {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setSendDateHeader(true);
        configuration.setRequestHeaderSize(HEADER_BYTES);
        configuration.setOutputBufferSize(64 * 1024);
        configuration.setHttpCompliance(HttpCompliance.RFC9110);
        configuration.setUriCompliance(UriCompliance.DEFAULT);
        HttpConnectionFactory http = new HttpConnectionFactory(configuration);
        ServerConnector connector;
        HttpSettings.Tls tls = settings.tls();
        if (tls == null) {
            connector = new ServerConnector(server, 1, 1, http);
        } else {
            SslContextFactory.Server ssl = Pem.context(tls);
            // Callers may come by another name than the certificate's: by address, or through a proxy.
            configuration.addCustomizer(new SecureRequestCustomizer(false));
            connector = new ServerConnector(server, 1, 1, new SslConnectionFactory(ssl, "http/1.1"), http);
        }
        connector.setHost(settings.bind());
        connector.setPort(settings.port());
        connector.setIdleTimeout(IDLE_MILLIS);
        return connector;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException("The HTTP server did not stop cleanly", e);
        }
    }
}
