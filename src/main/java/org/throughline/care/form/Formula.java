package org.throughline.care.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * A calculation as somebody writes it who writes no code: {@code sum(phq_1, phq_2)}, {@code round(weight / height / height *
 * 10000, 1)}. Names are keys of fields; a choice counts what its option scores, a yes counts 1 and a no 0. As long as one
 * of the fields is empty there is no result: half a score would mislead.
 *
 * <pre>{@code
 * sum     = term (("+" | "-") term)*
 * term    = factor (("*" | "/") factor)*
 * factor  = number | key | "-" factor | "(" sum ")" | "sum(" sum ("," sum)* ")" | "round(" sum ["," number] ")"
 * }</pre>
 */
public final class Formula {
    private static final Pattern TOKEN = Pattern.compile("\\s*(\\d+(?:\\.\\d+)?|[a-z][a-z0-9_]*|[-+*/(),])");

    private final List<String> tokens = new ArrayList<>();
    private final Function<String, Optional<Field>> fields;
    private int at;

    private Formula(String text, Function<String, Optional<Field>> fields) {
        this.fields = fields;
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            tokens.add(matcher.group(1));
            end = matcher.end();
        }
        if (!text.substring(end).isBlank()) {
            throw wrong("“" + text.substring(end).strip() + "” cannot be read here.");
        }
    }

    /**
     * The formula in FHIRPath.
     *
     * @throws Failed with {@link Failure.Invalid} that says what is wrong with it
     */
    public static String toFhirPath(String text, Template template) {
        return toFhirPath(text, key -> template.field(key));
    }

    static String toFhirPath(String text, Map<String, Field> fields) {
        return toFhirPath(text, key -> Optional.ofNullable(fields.get(key)));
    }

    private static String toFhirPath(String text, Function<String, Optional<Field>> fields) {
        Formula formula = new Formula(text, fields);
        String path = formula.sum();
        if (formula.at < formula.tokens.size()) {
            throw wrong("“" + formula.tokens.get(formula.at) + "” is too much.");
        }
        return path;
    }

    private String sum() {
        StringBuilder path = new StringBuilder(term());
        while (next("+") || next("-")) {
            String operator = tokens.get(at++);
            path.append(' ').append(operator).append(' ').append(term());
        }
        return path.toString();
    }

    private String term() {
        StringBuilder path = new StringBuilder(factor());
        while (next("*") || next("/")) {
            String operator = tokens.get(at++);
            path.append(' ').append(operator).append(' ').append(factor());
        }
        return path.toString();
    }

    private String factor() {
        if (at == tokens.size()) {
            throw wrong("It ends too early.");
        }
        String token = tokens.get(at++);
        if (token.equals("-")) {
            return "(-" + factor() + ")";
        }
        if (token.equals("(")) {
            String inner = sum();
            expect(")");
            return "(" + inner + ")";
        }
        if (Character.isDigit(token.charAt(0))) {
            return token.contains(".") ? token : token + ".0";
        }
        if (next("(")) {
            at++;
            return call(token);
        }
        return value(fields.apply(token)
                .filter(field -> field.kind().counts())
                .orElseThrow(() -> wrong("There is no field “" + token + "” that counts.")));
    }

    private String call(String function) {
        List<String> arguments = new ArrayList<>(List.of(sum()));
        while (next(",")) {
            at++;
            arguments.add(sum());
        }
        expect(")");
        if (function.equals("sum")) {
            return arguments.stream().collect(Collectors.joining(" + ", "(", ")"));
        }
        if (function.equals("round") && arguments.size() <= 2) {
            String places = arguments.size() == 2 ? arguments.getLast().replaceFirst("\\.0$", "") : "0";
            return "(" + arguments.getFirst() + ").round(" + places + ")";
        }
        throw wrong("There is no calculation “" + function + "”. There are sum and round.");
    }

    /** What a field counts: nothing while it is empty. */
    private static String value(Field field) {
        String answer = "%resource.repeat(item).where(linkId='" + field.key() + "').answer.value";
        return switch (field.kind()) {
            case CHOICE -> answer + ".extension('" + Sdc.ORDINAL + "').value";
            case YES_NO -> answer + ".select(iif($this, 1.0, 0.0))";
            default -> field.unit().isEmpty() ? answer : answer + ".value";
        };
    }

    private boolean next(String token) {
        return at < tokens.size() && tokens.get(at).equals(token);
    }

    private void expect(String token) {
        if (!next(token)) {
            throw wrong("“" + token + "” is missing.");
        }
        at++;
    }

    private static Failed wrong(String message) {
        return new Failed(new Failure.Invalid("value", "formula", message));
    }
}
