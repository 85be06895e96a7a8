package org.throughline.search.parameter;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes the FHIRPath of a search parameter apart: into the alternatives of its union, each in one canonical form, so
 * that parameters which mean the same place name it by the same text.
 */
final class Expressions {
    private static final Pattern RESOLVES_TO =
            Pattern.compile("(.+)\\.where\\(\\s*resolve\\(\\) is ([A-Za-z]+)\\s*\\)");
    private static final Pattern AS = Pattern.compile("([^ ]+) as ([A-Za-z]+)");
    private static final Pattern AS_CALL = Pattern.compile("\\.as\\(([A-Za-z]+)\\)");
    private static final Pattern HEAD = Pattern.compile("\\(*([A-Za-z]+).*", Pattern.DOTALL);

    private Expressions() {}

    /**
     * One alternative.
     *
     * @param target the type that a reference must point to; null for any
     */
    record Alternative(String expression, @Nullable String target) {

        /** The name that the expression starts with, a type as a rule. */
        String head() {
            Matcher head = HEAD.matcher(expression);
            return head.matches() ? head.group(1) : "";
        }
    }

    static List<Alternative> alternatives(String expression) {
        List<Alternative> found = new ArrayList<>();
        for (String part : union(expression)) {
            String bare = withoutParentheses(part);
            if (!bare.equals(part)) {
                found.addAll(alternatives(bare));
            } else {
                found.add(canonical(bare));
            }
        }
        return found;
    }

    private static Alternative canonical(String expression) {
        Matcher resolves = RESOLVES_TO.matcher(expression);
        String place = resolves.matches() ? resolves.group(1) : expression;
        String target = resolves.matches() ? resolves.group(2) : null;
        Matcher as = AS.matcher(place);
        String typed = as.matches() ? as.group(1) + ".ofType(" + as.group(2) + ")" : place;
        return new Alternative(AS_CALL.matcher(typed).replaceAll(".ofType($1)"), target);
    }

    private static List<String> union(String expression) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        boolean quoted = false;
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            quoted ^= c == '\'';
            if (!quoted) {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                if (c == '|' && depth == 0) {
                    parts.add(expression.substring(from, i).strip());
                    from = i + 1;
                }
            }
        }
        parts.add(expression.substring(from).strip());
        return parts;
    }

    /** The expression without a pair of parentheses around all of it. */
    private static String withoutParentheses(String expression) {
        if (!expression.startsWith("(") || !expression.endsWith(")")) {
            return expression;
        }
        int depth = 0;
        for (int i = 0; i < expression.length() - 1; i++) {
            char c = expression.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0) {
                return expression;
            }
        }
        return expression.substring(1, expression.length() - 1).strip();
    }
}
