package org.throughline.privacy.watch;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * A street address, in a form that tells which are the same or next to each other.
 *
 * @param postal the postal code; of an American one the first five digits
 * @param street without the house number: lower case, no accents, usual words for kinds of streets shortened
 * @param number of the house; empty when there is none
 */
record Home(String postal, String street, OptionalInt number) {
    private static final Pattern NUMBER_FIRST = Pattern.compile("^(\\d{1,6})[a-z]?\\s+(.+)$");
    private static final Pattern NUMBER_LAST = Pattern.compile("^(.+?)\\s+(\\d{1,6})[a-z]?$");
    private static final Pattern UNIT = Pattern.compile("\\s+(?:apt|apartment|unit|suite|ste|#|no)\\s*[a-z0-9-]*$");

    /** Words that are written in full or short. */
    private static final List<List<String>> SHORT = List.of(
            List.of("street", "st"),
            List.of("avenue", "ave"),
            List.of("road", "rd"),
            List.of("drive", "dr"),
            List.of("lane", "ln"),
            List.of("court", "ct"),
            List.of("place", "pl"),
            List.of("boulevard", "blvd"),
            List.of("north", "n"),
            List.of("south", "s"),
            List.of("east", "e"),
            List.of("west", "w"));

    /** Reads a FHIR Address; empty when it has no street or no postal code. */
    static Optional<Home> of(JsonObject address) {
        String postal = address.text("postalCode");
        String line = address.list("line").stream()
                .filter(JsonString.class::isInstance)
                .map(each -> ((JsonString) each).value())
                .findFirst()
                .orElse("");
        return line.isBlank() || postal == null || postal.isBlank() ? Optional.empty() : Optional.of(of(postal, line));
    }

    private static Home of(String postal, String line) {
        String words = UNIT.matcher(folded(line)).replaceFirst("");
        Matcher first = NUMBER_FIRST.matcher(words);
        Matcher last = NUMBER_LAST.matcher(words);
        String code = postal.strip().toLowerCase(Locale.ROOT);
        String area = code.matches("\\d{5}-?\\d{4}") ? code.substring(0, 5) : code;
        if (first.matches()) {
            return new Home(area, shortened(first.group(2)), OptionalInt.of(Integer.parseInt(first.group(1))));
        }
        if (last.matches()) {
            return new Home(area, shortened(last.group(1)), OptionalInt.of(Integer.parseInt(last.group(2))));
        }
        return new Home(area, shortened(words), OptionalInt.empty());
    }

    /** Lower case, no accents, no punctuation. */
    static String folded(@Nullable String text) {
        return text == null
                ? ""
                : Normalizer.normalize(text, Normalizer.Form.NFD)
                        .replaceAll("\\p{M}", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[.,']", "")
                        .strip()
                        .replaceAll("\\s+", " ");
    }

    private static String shortened(String street) {
        StringBuilder all = new StringBuilder();
        for (String word : street.split(" ", -1)) {
            all.append(' ')
                    .append(SHORT.stream()
                            .filter(pair -> pair.getFirst().equals(word))
                            .map(List::getLast)
                            .findFirst()
                            .orElse(word));
        }
        return all.substring(1);
    }

    /** Whether both are in one street. */
    private boolean isInStreetOf(Home other) {
        return postal.equals(other.postal) && street.equals(other.street);
    }

    /** How far apart the houses are in their street; empty when they are in different streets or one has no number. */
    OptionalInt apart(Home other) {
        if (!isInStreetOf(other)) {
            return OptionalInt.empty();
        }
        if (number.isEmpty() && other.number.isEmpty()) {
            return OptionalInt.of(0);
        }
        return number.isPresent() && other.number.isPresent()
                ? OptionalInt.of(Math.abs(number.getAsInt() - other.number.getAsInt()))
                : OptionalInt.empty();
    }
}
