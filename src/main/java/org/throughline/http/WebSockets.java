package org.throughline.http;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.jspecify.annotations.Nullable;

/** The one place where Jetty's WebSockets become ours. */
final class WebSockets {
    private static final Logger LOG = System.getLogger(WebSockets.class.getName());
    private static final int LONGEST = 8_000;
    private static final int FRAME = 65_536;
    private static final Duration IDLE = Duration.ofSeconds(90);
    private static final long PATIENCE_SECONDS = 10;

    private WebSockets() {}

    static void prepare(Server server) {
        ServerWebSocketContainer container = ServerWebSocketContainer.ensure(server);
        container.setMaxTextMessageSize(LONGEST);
        container.setMaxBinaryMessageSize(LONGEST);
        container.setMaxFrameSize(FRAME);
        container.setIdleTimeout(IDLE);
    }

    /** Makes the connection a WebSocket, when both sides want that. */
    static boolean upgraded(Answer answer, Request request, Response response, Callback callback) {
        ServerWebSocketContainer container = ServerWebSocketContainer.get(
                request.getConnectionMetaData().getConnector().getServer().getContext());
        return answer.body() instanceof Answer.Upgrade(Function<Socket, Socket.Listener> opened)
                && container != null
                && container.upgrade((asked, answered, done) -> new Connected(opened), request, response, callback);
    }

    /** A connection, on which Jetty calls what happens. */
    public static final class Connected extends Session.Listener.AbstractAutoDemanding implements Socket {
        private final Function<Socket, Socket.Listener> opened;
        private Socket.@Nullable Listener listener;

        private Connected(Function<Socket, Socket.Listener> opened) {
            this.opened = opened;
        }

        @Override
        public void onWebSocketOpen(Session session) {
            super.onWebSocketOpen(session);
            listener = opened.apply(this);
        }

        @Override
        public void onWebSocketText(String message) {
            if (listener != null) {
                listener.heard(message);
            }
        }

        @Override
        public void onWebSocketError(Throwable cause) {
            LOG.log(Level.DEBUG, "A WebSocket ends", cause);
        }

        @Override
        public void onWebSocketClose(int status, String reason, org.eclipse.jetty.websocket.api.Callback callback) {
            if (listener != null) {
                listener.closed();
            }
            callback.succeed();
        }

        @Override
        public boolean send(String message) {
            Session session = getSession();
            if (!session.isOpen()) {
                return false;
            }
            try {
                org.eclipse.jetty.websocket.api.Callback.Completable sent =
                        new org.eclipse.jetty.websocket.api.Callback.Completable();
                session.sendText(message, sent);
                sent.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                LOG.log(Level.DEBUG, "A WebSocket takes nothing", e);
            }
            session.disconnect();
            return false;
        }

        @Override
        public void ping() {
            getSession().sendPing(ByteBuffer.allocate(0), org.eclipse.jetty.websocket.api.Callback.NOOP);
        }

        @Override
        public void close(String why) {
            getSession().close(StatusCode.NORMAL, why, org.eclipse.jetty.websocket.api.Callback.NOOP);
        }
    }
}
