package org.throughline.http;

import java.io.IOException;
import java.util.function.IntFunction;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers what no handler does: a broken request line, headers that are too long, a fault of a handler. */
final class PlainErrors implements org.eclipse.jetty.server.Request.Handler {
    private final IntFunction<Answer> answers;
    private final boolean https;

    /** @param answers the answer to a status */
    PlainErrors(IntFunction<Answer> answers, boolean https) {
        this.answers = answers;
        this.https = https;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        JettyHandler.send(answers.apply(response.getStatus()), https, request, response, callback);
        return true;
    }
}
