package org.throughline.rest;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * How an answer is written.
 *
 * @param unwrapped whether the content of a Binary is to be given instead of the resource
 * @see <a href="https://hl7.org/fhir/R4/http.html#mime-type">Content types and encodings</a>
 */
record Format(Syntax syntax, boolean pretty, boolean unwrapped) {
    static final Format DEFAULT = new Format(Syntax.JSON, false, false);
    private static final Set<String> ABOUT_THE_ANSWER = Set.of("_format", "_pretty");

    /** The two syntaxes. */
    enum Syntax {
        JSON("application/fhir+json"),
        XML("application/fhir+xml");

        private final String mediaType;

        Syntax(String mediaType) {
            this.mediaType = mediaType;
        }

        String mediaType() {
            return mediaType + ";charset=utf-8";
        }
    }

    static boolean isAboutTheAnswer(String parameter) {
        return ABOUT_THE_ANSWER.contains(parameter);
    }

    /**
     * Chooses by {@code _format}, else by {@code Accept}, else JSON.
     *
     * @throws Failed with {@link Failure.NotAcceptable} when neither syntax is acceptable
     */
    static Format of(Optional<String> format, Optional<String> accept, Optional<String> pretty) {
        boolean indented = pretty.map("true"::equals).orElse(false);
        if (format.isPresent()) {
            return new Format(syntax(format.get()).orElseThrow(() -> notAcceptable(format.get())), indented, false);
        }
        String wanted = accept.orElse("*/*");
        return Arrays.stream(wanted.split(",", -1))
                .filter(range -> weight(range) > 0 && syntax(range).isPresent())
                // The first of those that weigh most.
                .reduce((a, b) -> weight(b) > weight(a) ? b : a)
                .flatMap(Format::syntax)
                .map(syntax -> new Format(syntax, indented, false))
                .orElseThrow(() -> notAcceptable(wanted));
    }

    /**
     * Chooses for the read of a Binary: the resource where FHIR, JSON or XML is asked for by name, else its content.
     *
     * @see <a href="https://hl7.org/fhir/R4/binary.html#rest">Serving Binary Resources</a>
     */
    static Format ofBinary(Optional<String> format, Optional<String> accept, Optional<String> pretty) {
        boolean named = format.isPresent()
                || accept.filter(ranges -> Arrays.stream(ranges.split(",", -1))
                                .anyMatch(range ->
                                        !range.contains("*") && syntax(range).isPresent()))
                        .isPresent();
        return named ? of(format, accept, pretty) : new Format(Syntax.JSON, false, true);
    }

    /** The weight of a media range, RFC 9110 12.4.2; what is no number weighs nothing. */
    private static double weight(String range) {
        for (String parameter : range.split(";", -1)) {
            String text = parameter.strip().toLowerCase(Locale.ROOT);
            if (text.startsWith("q=")) {
                return text.matches("q=(0(\\.[0-9]{0,3})?|1(\\.0{0,3})?)") ? Double.parseDouble(text.substring(2)) : 0;
            }
        }
        return 1;
    }

    /** The syntax of a media type or of one of FHIR's short names; empty when it is neither JSON nor XML. */
    static Optional<Syntax> syntax(String mediaType) {
        List<String> parts = List.of(mediaType.toLowerCase(Locale.ROOT).split(";", -1));
        if (!parts.stream().skip(1).map(String::strip).allMatch(Format::isOurs)) {
            return Optional.empty();
        }
        String type = parts.getFirst().strip();
        return switch (type.replace(' ', '+')) {
            case "json", "application/json", "application/fhir+json", "text/json", "*/*", "application/*" ->
                Optional.of(Syntax.JSON);
            case "xml", "application/xml", "application/fhir+xml", "text/xml" -> Optional.of(Syntax.XML);
            default -> Optional.empty();
        };
    }

    /** Whether a parameter of a media type asks for what is done here: R4 in UTF-8. */
    private static boolean isOurs(String parameter) {
        String value = parameter
                .substring(parameter.indexOf('=') + 1)
                .replace("\"", "")
                .strip();
        return switch (parameter
                .substring(0, Math.max(0, parameter.indexOf('=')))
                .strip()) {
            case "charset" -> value.equals("utf-8") || value.equals("utf8");
            case "fhirversion" -> value.equals("4.0") || value.equals("4.0.1");
            default -> true;
        };
    }

    private static Failed notAcceptable(String wanted) {
        String shown = wanted.length() > 100 ? wanted.substring(0, 100) : wanted;
        return new Failed(new Failure.NotAcceptable(
                "None of " + shown + " can be given; ask for application/fhir+json or application/fhir+xml."));
    }
}
