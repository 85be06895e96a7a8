package org.throughline.http;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The one place where Jetty's calls become ours, and our answers Jetty's. */
final class JettyHandler extends org.eclipse.jetty.server.Handler.Abstract {
    private static final Logger LOG = System.getLogger(JettyHandler.class.getName());

    private final Handler handler;
    private final BodyBudget budget;
    private final boolean https;

    /** @param https whether browsers reach the server by HTTPS, here or through a proxy */
    JettyHandler(Handler handler, BodyBudget budget, boolean https) {
        this.handler = handler;
        this.budget = budget;
        this.https = https;
    }

    @Override
    public boolean handle(org.eclipse.jetty.server.Request jetty, Response response, Callback callback) {
        Request request = new Request(jetty, budget, https);
        try {
            send(handler.handle(request), https, jetty, response, callback);
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "A request was broken off", e);
            callback.failed(e);
        } finally {
            request.release();
        }
        return true;
    }

    static void send(
            Answer answer, boolean https, org.eclipse.jetty.server.Request jetty, Response response, Callback callback)
            throws IOException {
        response.setStatus(answer.status());
        for (Answer.Header header : answer.headers()) {
            response.getHeaders().add(header.name(), header.value());
        }
        SecurityHeaders.complete(response.getHeaders(), https);
        boolean bodiless = "HEAD".equals(jetty.getMethod());
        switch (answer.body()) {
            case Answer.Bytes bytes -> {
                response.getHeaders().put("Content-Length", bytes.content().length);
                response.write(true, bodiless ? null : ByteBuffer.wrap(bytes.content()), callback);
            }
            case Answer.Stream stream -> {
                try (OutputStream out = Content.Sink.asOutputStream(response)) {
                    if (!bodiless) {
                        stream.writer().writeTo(out);
                    }
                }
                callback.succeeded();
            }
        }
    }
}
