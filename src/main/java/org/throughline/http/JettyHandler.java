package org.throughline.http;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Set;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The one place where Jetty's calls become ours, and our answers Jetty's. */
final class JettyHandler extends org.eclipse.jetty.server.Handler.Abstract {
    private static final Logger LOG = System.getLogger(JettyHandler.class.getName());

    /** No others reach any handler: TRACE would tell a page the cookies that it must not read, CONNECT is for proxies. */
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private static final int METHOD_IS_UNKNOWN = 501;

    private final Handler handler;
    private final BodyBudget budget;
    private final boolean https;
    private final TrustedProxies proxies;

    /** @param https whether browsers reach the server by HTTPS, here or through a proxy */
    JettyHandler(Handler handler, BodyBudget budget, boolean https, TrustedProxies proxies) {
        this.handler = handler;
        this.budget = budget;
        this.https = https;
        this.proxies = proxies;
    }

    @Override
    public boolean handle(org.eclipse.jetty.server.Request jetty, Response response, Callback callback) {
        if (!METHODS.contains(jetty.getMethod())) {
            Response.writeError(jetty, response, callback, METHOD_IS_UNKNOWN);
            return true;
        }
        Request request = new Request(jetty, budget, https, proxies);
        try {
            Answer answer = handler.handle(request);
            if (!WebSockets.upgraded(answer, jetty, response, callback)) {
                request.finish();
                send(answer, https, jetty, response, callback);
            }
        } catch (IOException | RuntimeException e) {
            // That somebody leaves a page is no fault.
            LOG.log(e.getCause() instanceof EofException ? Level.DEBUG : Level.WARNING, "A request was broken off", e);
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
        if (answer.body() instanceof Answer.Bytes(byte[] content)) {
            response.getHeaders().put("Content-Length", content.length);
            if (bodiless || content.length <= Pieces.LONGEST) {
                response.write(true, bodiless ? null : ByteBuffer.wrap(content), callback);
                return;
            }
        }
        try (OutputStream out = new Pieces(Content.Sink.asOutputStream(response))) {
            if (!bodiless) {
                answer.writeTo(out);
            }
        }
        callback.succeeded();
    }
}
