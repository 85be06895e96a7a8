package org.throughline.rest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.fhir.definitions.Types;
import org.throughline.http.Parameter;
import org.throughline.http.Request;
import org.throughline.kernel.Failed;

/** Reads an HTTP request into a {@link Call}. */
final class CallReader {
    private static final String FORM = "application/x-www-form-urlencoded";

    private static final Set<String> OPEN = Set.of("GET", "HEAD", "OPTIONS");

    private final String prefix;
    private final Types types;
    private final int bodyLimit;

    /** @param prefix the path of the base: {@code /fhir} */
    CallReader(String prefix, Types types, int bodyLimit) {
        this.prefix = prefix;
        this.types = types;
        this.bodyLimit = bodyLimit;
    }

    /** Whether anyone may ask this: only what the server can do. */
    boolean isOpenToAll(Request request) {
        return OPEN.contains(request.method()) && path(request).matches("metadata/?");
    }

    Call read(Request request, Caller caller) {
        Place place = place(request);
        List<Parameter> parameters = new ArrayList<>(request.parameters());
        Body body = new Body(request, bodyLimit);
        if (isForm(request)) {
            parameters.addAll(Request.parseForm(new String(body.bytes(), StandardCharsets.UTF_8)));
        }
        return new Call(
                caller,
                request.method().equals("HEAD") ? "GET" : request.method(),
                target(request),
                place,
                List.copyOf(parameters),
                conditions(request),
                Prefer.of(request.headers("Prefer")),
                Binaries.isRead(request.method(), place)
                        ? Format.ofBinary(
                                first(parameters, "_format"), request.header("Accept"), first(parameters, "_pretty"))
                        : format(request, parameters),
                body);
    }

    /** What the address stands for. */
    Place place(Request request) {
        return Place.of(path(request), types);
    }

    /** How a failure is written: as was asked for, where that can be made out. */
    Format formatOfFailure(Request request) {
        try {
            return format(request, request.parameters());
        } catch (Failed e) {
            return Format.DEFAULT;
        }
    }

    private static Format format(Request request, List<Parameter> parameters) {
        return Format.of(first(parameters, "_format"), request.header("Accept"), first(parameters, "_pretty"));
    }

    /** The address below the base with its query. */
    String target(Request request) {
        return request.query().isEmpty() ? path(request) : path(request) + "?" + request.query();
    }

    /** Read when it is first asked for, and once. */
    private static final class Body implements Call.Content {
        private final Request request;
        private final int limit;
        private byte @Nullable [] bytes;

        Body(Request request, int limit) {
            this.request = request;
            this.limit = limit;
        }

        @Override
        public String mediaType() {
            return request.header("Content-Type").orElse("");
        }

        @Override
        public byte[] bytes() {
            byte[] read = bytes;
            if (read == null) {
                read = request.body(limit);
                bytes = read;
            }
            return read;
        }
    }

    private static Conditions conditions(Request request) {
        return new Conditions(
                request.header("If-Match"),
                request.header("If-None-Match"),
                request.header("If-None-Exist"),
                request.header("If-Modified-Since"));
    }

    private static boolean isForm(Request request) {
        return request.method().equals("POST")
                && request.header("Content-Type")
                        .map(type -> type.toLowerCase(Locale.ROOT).startsWith(FORM))
                        .orElse(false);
    }

    private String path(Request request) {
        String path = request.path().substring(prefix.length());
        return path.startsWith("/") ? path.substring(1) : path;
    }

    private static Optional<String> first(List<Parameter> parameters, String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::value)
                .findFirst();
    }
}
