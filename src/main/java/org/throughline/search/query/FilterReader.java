package org.throughline.search.query;

import java.util.ArrayList;
import java.util.List;
import org.throughline.kernel.Failed;

/**
 * Reads {@code _filter}: comparisons of parameters joined by {@code and}, {@code or}, {@code not(…)} and parentheses;
 * {@code not} binds tighter than {@code and}, that tighter than {@code or}. A filter inside a path ({@code
 * related[type eq x].target}), {@code po} and {@code ew} are refused.
 *
 * @see <a href="https://hl7.org/fhir/R4/search_filter.html">_filter</a>
 */
final class FilterReader {
    private static final String NAME = "_filter";
    private static final int DEPTH = 32;

    private final CriterionReader criteria;
    private final List<String> on;
    private final String text;
    private int at;
    private int depth;

    FilterReader(CriterionReader criteria, List<String> on, String text) {
        this.criteria = criteria;
        this.on = on;
        this.text = text;
    }

    Criterion read() {
        Criterion whole = any();
        if (at < text.length()) {
            throw wrong("ends too early or goes on after its end");
        }
        return whole;
    }

    private Criterion any() {
        List<Criterion> any = new ArrayList<>(List.of(all()));
        while (word("or")) {
            any.add(all());
        }
        return any.size() == 1 ? any.getFirst() : new Criterion.Any(any);
    }

    private Criterion all() {
        List<Criterion> all = new ArrayList<>(List.of(one()));
        while (word("and")) {
            all.add(one());
        }
        return all.size() == 1 ? all.getFirst() : new Criterion.All(all);
    }

    private Criterion one() {
        skipSpace();
        boolean negated = text.startsWith("not(", at) || text.startsWith("not (", at);
        at += negated ? 3 : 0;
        skipSpace();
        if (at < text.length() && text.charAt(at) == '(') {
            at++;
            if (++depth > DEPTH) {
                throw wrong("is nested too deeply");
            }
            Criterion inner = any();
            if (at >= text.length() || text.charAt(at) != ')') {
                throw wrong("lacks a closing parenthesis");
            }
            at++;
            depth--;
            skipSpace();
            return negated ? new Criterion.Not(inner) : inner;
        }
        return comparison();
    }

    private Criterion comparison() {
        String path = token();
        String operator = token();
        String value = Escapes.escape(value());
        return switch (operator) {
            case "eq", "re" -> criterion(path, value);
            case "ne" -> new Criterion.Not(criterion(path, value));
            case "co" -> criterion(path + ":contains", value);
            case "sw" -> criterion(path, value);
            case "gt", "lt", "ge", "le", "ap", "sa", "eb" -> criterion(path, operator + value);
            case "pr" -> criterion(path + ":missing", opposite(value));
            case "in" -> criterion(path + ":in", value);
            case "ni" -> criterion(path + ":not-in", value);
            case "sb" -> criterion(path + ":below", value);
            case "ss" -> criterion(path + ":above", value);
            default ->
                throw wrong("has an operator that is unknown or not offered: allowed are eq ne co sw gt lt ge le ap"
                        + " sa eb pr in ni sb ss re");
        };
    }

    private static String opposite(String value) {
        return switch (value) {
            case "true" -> "false";
            case "false" -> "true";
            default -> throw wrong("says pr of something else than true or false");
        };
    }

    private Criterion criterion(String name, String value) {
        Criterion criterion = criteria.read(on, new Argument(name, value));
        if (criterion == null) {
            throw wrong("names a parameter that is not there: " + name);
        }
        return criterion;
    }

    private boolean word(String word) {
        skipSpace();
        int end = at + word.length();
        if (text.startsWith(word, at) && end < text.length() && text.charAt(end) == ' ') {
            at = end;
            return true;
        }
        return false;
    }

    private String token() {
        skipSpace();
        int from = at;
        while (at < text.length() && text.charAt(at) != ' ' && text.charAt(at) != ')') {
            at++;
        }
        if (from == at) {
            throw wrong("must be comparisons such as: name eq \"x\" and birthdate ge 2000");
        }
        return text.substring(from, at);
    }

    private String value() {
        skipSpace();
        if (at >= text.length() || text.charAt(at) != '"') {
            String bare = token();
            skipSpace();
            return bare;
        }
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            value.append(text.charAt(at));
        }
        if (at++ >= text.length()) {
            throw wrong("lacks a closing quote");
        }
        skipSpace();
        return value.toString();
    }

    private void skipSpace() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private static Failed wrong(String rule) {
        return Wrong.value(NAME, rule);
    }
}
