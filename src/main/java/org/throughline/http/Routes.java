package org.throughline.http;

import java.util.ArrayList;
import java.util.List;

/**
 * Which handler answers which path: the longest prefix that matches wins. Prefixes match whole segments, so
 * {@code /fhir} serves {@code /fhir} and {@code /fhir/Patient} but not {@code /fhirs}.
 */
public final class Routes implements Handler {
    private final List<Route> routes;
    private final Handler otherwise;

    private Routes(List<Route> routes, Handler otherwise) {
        this.routes = List.copyOf(routes);
        this.otherwise = otherwise;
    }

    private record Route(String prefix, Handler handler) {
        boolean serves(String path) {
            return path.startsWith(prefix)
                    && (path.length() == prefix.length()
                            || prefix.endsWith("/")
                            || path.charAt(prefix.length()) == '/');
        }
    }

    /** Routes of which none is known yet; {@code otherwise} answers what no prefix matches. */
    public static Routes otherwise(Handler otherwise) {
        return new Routes(List.of(), otherwise);
    }

    /** These routes and one more. */
    public Routes with(String prefix, Handler handler) {
        List<Route> more = new ArrayList<>(routes);
        more.add(new Route(prefix, handler));
        more.sort((a, b) -> b.prefix().length() - a.prefix().length());
        return new Routes(more, otherwise);
    }

    @Override
    public Answer handle(Request request) {
        String path = request.path();
        for (Route route : routes) {
            if (route.serves(path)) {
                return route.handler().handle(request);
            }
        }
        return otherwise.handle(request);
    }
}
