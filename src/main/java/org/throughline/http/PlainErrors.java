package org.throughline.http;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers what fails before a handler is reached (a broken request line, say) with a bare status. */
final class PlainErrors implements org.eclipse.jetty.server.Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        response.write(true, null, callback);
        return true;
    }
}
