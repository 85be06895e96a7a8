package org.throughline.app;

import org.throughline.database.Database;
import org.throughline.http.Answer;
import org.throughline.http.Handler;
import org.throughline.http.Request;

/** What a supervisor asks: {@code /health/live} is always 200, {@code /health/ready} when requests can be served. */
record Health(Database database) implements Handler {
    @Override
    public Answer handle(Request request) {
        return switch (request.path()) {
            case "/health/live" -> LIVE;
            case "/health/ready" -> database.answers() ? READY : NOT_READY;
            default -> Answer.of(404);
        };
    }

    private static final Answer LIVE = Answer.of(200, "text/plain", "live\n");
    private static final Answer READY = Answer.of(200, "text/plain", "ready\n");
    private static final Answer NOT_READY = Answer.of(503, "text/plain", "not ready\n");

    /** What is answered while the product starts. */
    static Answer starting(Request request) {
        return request.path().equals("/health/live") ? LIVE : NOT_READY.with("Retry-After", "1");
    }
}
