package org.throughline.http;

import java.io.IOException;
import java.util.function.IntFunction;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers what fails before a handler is reached: a broken request line, an address or headers that are too long. */
final class PlainErrors implements org.eclipse.jetty.server.Request.Handler {
    private final IntFunction<Answer> answers;

    /** @param answers the answer to a status */
    PlainErrors(IntFunction<Answer> answers) {
        this.answers = answers;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        JettyHandler.send(answers.apply(response.getStatus()), request, response, callback);
        return true;
    }
}
