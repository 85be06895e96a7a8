package org.throughline.rest;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.throughline.access.Caller;
import org.throughline.http.Parameter;

/**
 * One interaction that somebody asks for: a request of its own or an entry of a bundle.
 *
 * @param target the address below the base with its query, for the audit: {@code Patient?name=x}
 * @param parameters the query's parameters, decoded, in order; a form's follow
 */
record Call(
        Caller caller,
        String method,
        String target,
        Place place,
        List<Parameter> parameters,
        Conditions conditions,
        Prefer prefer,
        Format format,
        Content content) {

    /** The body. */
    interface Content {
        /** The media type as sent; empty when none was. */
        String mediaType();

        /** The whole body; empty when there is none. */
        byte[] bytes();
    }

    Optional<String> parameter(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::value)
                .findFirst();
    }

    /** The query of a conditional interaction: every parameter but those that are about the answer. */
    String criteria() {
        return criteria(parameters);
    }

    static String criteria(List<Parameter> parameters) {
        StringBuilder criteria = new StringBuilder();
        for (Parameter parameter : parameters) {
            if (!Format.isAboutTheAnswer(parameter.name())) {
                criteria.append(criteria.isEmpty() ? "" : "&")
                        .append(encode(parameter.name()))
                        .append('=')
                        .append(encode(parameter.value()));
            }
        }
        return criteria.toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
