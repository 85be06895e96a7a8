package org.throughline.events.subscription;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.throughline.events.subscription.SubscriptionRows.News;
import org.throughline.http.Answer;
import org.throughline.http.Handler;
import org.throughline.http.Request;
import org.throughline.http.Socket;
import org.throughline.kernel.Failed;

/** The websockets that are open in this process. */
final class Sockets implements Handler, AutoCloseable {
    private static final Logger LOG = System.getLogger(Sockets.class.getName());
    private static final int MOST = 2_000;

    private final Parts parts;
    private final Queue queue;
    private final Telling telling;
    private final Bindings bindings;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();

    Sockets(Parts parts, Queue queue, Telling telling, Bindings bindings) {
        this.parts = parts;
        this.queue = queue;
        this.telling = telling;
        this.bindings = bindings;
    }

    @Override
    public Answer handle(Request request) {
        return open.size() >= MOST ? Answer.of(503) : Answer.upgrade(this::opened);
    }

    private Socket.Listener opened(Socket socket) {
        SocketChannel channel = new SocketChannel(parts, queue, telling, bindings, socket);
        open.add(channel);
        return channel;
    }

    /** Lets each send what there is for it. */
    void step() {
        open.removeIf(SocketChannel::isClosed);
        if (!open.isEmpty()) {
            Map<Long, News> news = parts.database().read(connection -> new SubscriptionRows(connection).news());
            open.forEach(each -> threads.execute(() -> serve(each, news)));
        }
    }

    private static void serve(SocketChannel channel, Map<Long, News> news) {
        try {
            channel.step(news);
        } catch (Failed e) {
            LOG.log(Level.DEBUG, "A websocket is told later: {0}", e.failure().message());
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "Fault in telling a websocket", e);
        }
    }

    @Override
    public void close() {
        open.forEach(SocketChannel::close);
    }
}
