package org.throughline.fhir.path;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.throughline.fhir.path.Functions.Entry;

/** <a href="http://hl7.org/fhirpath/N1/#string-manipulation">String manipulation</a>. */
final class StringFunctions {
    private StringFunctions() {}

    static void add(Map<String, Entry> all) {
        all.put("startsWith", test(String::startsWith));
        all.put("endsWith", test(String::endsWith));
        all.put("contains", test(String::contains));
        all.put(
                "matches",
                test((text, regex) -> pattern(regex).matcher(limited(text)).find()));
        all.put(
                "matchesFull",
                test((text, regex) -> pattern(regex).matcher(limited(text)).matches()));
        all.put("indexOf", number(String::indexOf));
        all.put("lastIndexOf", number(String::lastIndexOf));
        all.put("upper", change(text -> text.toUpperCase(Locale.ROOT)));
        all.put("lower", change(text -> text.toLowerCase(Locale.ROOT)));
        all.put("trim", change(String::strip));
        all.put("length", new Entry(0, 0, (arguments, input) -> length(input)));
        all.put("substring", new Entry(1, 2, StringFunctions::substring));
        all.put("replace", new Entry(2, 2, (arguments, input) -> replace(arguments, input, String::replace)));
        all.put("replaceMatches", new Entry(2, 2, (arguments, input) -> replace(arguments, input, REGEX)));
        all.put("toChars", new Entry(0, 0, (arguments, input) -> chars(input)));
        all.put("split", new Entry(1, 1, StringFunctions::split));
        all.put("join", new Entry(0, 1, StringFunctions::join));
    }

    /** What replaces in a text: (text, wanted, substitute). */
    @FunctionalInterface
    private interface Replacement {
        String apply(String text, String wanted, String substitute);
    }

    private static final Replacement REGEX = (text, regex, substitute) ->
            regex.isEmpty() ? text : pattern(regex).matcher(limited(text)).replaceAll(substitute);

    private static Entry test(BiFunction<String, String, Boolean> test) {
        return new Entry(1, 1, (arguments, input) -> {
            String text = Singleton.text(input);
            String other = arguments.text(0);
            return text == null || other == null ? List.of() : Singleton.of(test.apply(text, other));
        });
    }

    private static Entry number(BiFunction<String, String, Integer> number) {
        return new Entry(1, 1, (arguments, input) -> {
            String text = Singleton.text(input);
            String other = arguments.text(0);
            return text == null || other == null
                    ? List.of()
                    : Singleton.of(number.apply(text, other).intValue());
        });
    }

    private static Entry change(UnaryOperator<String> change) {
        return new Entry(0, 0, (arguments, input) -> {
            String text = Singleton.text(input);
            return text == null ? List.of() : Singleton.of(change.apply(text));
        });
    }

    static Pattern pattern(String regex) {
        try {
            return Pattern.compile(regex, Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw PathFailure.evaluation("a regular expression is not well-formed");
        }
    }

    /** A backtracking expression gives up rather than run for ever. */
    private static CharSequence limited(String text) {
        return new LimitedText(text, new LimitedText.Steps(1_000_000));
    }

    private static List<Node> length(List<Node> input) {
        String text = Singleton.text(input);
        return text == null ? List.of() : Singleton.of(text.length());
    }

    private static List<Node> substring(Arguments arguments, List<Node> input) {
        String text = Singleton.text(input);
        Integer start = arguments.number(0);
        if (text == null || start == null || start < 0 || start >= text.length()) {
            return List.of();
        }
        Integer length = arguments.has(1) ? arguments.number(1) : null;
        long end = length == null ? text.length() : Math.min(text.length(), (long) start + Math.max(0, length));
        return Singleton.of(text.substring(start, (int) end));
    }

    private static List<Node> replace(Arguments arguments, List<Node> input, Replacement replacement) {
        String text = Singleton.text(input);
        String wanted = arguments.text(0);
        String substitute = arguments.text(1);
        if (text == null || wanted == null || substitute == null) {
            return List.of();
        }
        try {
            return Singleton.of(replacement.apply(text, wanted, substitute));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw PathFailure.evaluation("a substitute names a group that its regular expression does not have");
        }
    }

    private static List<Node> chars(List<Node> input) {
        String text = Singleton.text(input);
        return text == null
                ? List.of()
                : text.codePoints()
                        .<Node>mapToObj(c -> new Value.Text(Character.toString(c)))
                        .toList();
    }

    private static List<Node> split(Arguments arguments, List<Node> input) {
        String text = Singleton.text(input);
        String separator = arguments.text(0);
        if (text == null || separator == null) {
            return List.of();
        }
        return Arrays.stream(text.split(Pattern.quote(separator), -1))
                .<Node>map(Value.Text::new)
                .toList();
    }

    private static List<Node> join(Arguments arguments, List<Node> input) {
        String separator = arguments.has(0) ? arguments.text(0) : "";
        if (input.isEmpty()) {
            return List.of();
        }
        return Singleton.of(input.stream()
                .map(node -> Singleton.text(List.of(node)))
                .collect(Collectors.joining(separator == null ? "" : separator)));
    }
}
