package org.throughline.fhir.path;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operators between two expressions; a higher precedence binds tighter. */
enum Operator {
    IMPLIES("implies", 1),
    OR("or", 2),
    XOR("xor", 2),
    AND("and", 3),
    IN("in", 4),
    CONTAINS("contains", 4),
    EQUALS("=", 5),
    EQUIVALENT("~", 5),
    NOT_EQUALS("!=", 5),
    NOT_EQUIVALENT("!~", 5),
    LESS("<", 6),
    LESS_OR_EQUAL("<=", 6),
    GREATER(">", 6),
    GREATER_OR_EQUAL(">=", 6),
    UNION("|", 7),
    PLUS("+", 9),
    MINUS("-", 9),
    CONCATENATE("&", 9),
    TIMES("*", 10),
    DIVIDE("/", 10),
    DIV("div", 10),
    MOD("mod", 10);

    /** Of {@code is} and {@code as}, which take a type on their right. */
    static final int TYPE_PRECEDENCE = 8;

    /** Of {@code +} and {@code -} before an expression. */
    static final int SIGN_PRECEDENCE = 11;

    private static final Map<String, Operator> BY_SYMBOL = bySymbol();

    private final String symbol;
    private final int precedence;

    Operator(String symbol, int precedence) {
        this.symbol = symbol;
        this.precedence = precedence;
    }

    private static Map<String, Operator> bySymbol() {
        Map<String, Operator> map = new HashMap<>();
        for (Operator operator : values()) {
            map.put(operator.symbol, operator);
        }
        return Map.copyOf(map);
    }

    /** The operator that a word is; null when it is none. */
    static @Nullable Operator of(Token token) {
        boolean candidate = token.kind() == Token.Kind.SYMBOL || token.kind() == Token.Kind.IDENTIFIER;
        return candidate ? BY_SYMBOL.get(token.text()) : null;
    }

    String symbol() {
        return symbol;
    }

    int precedence() {
        return precedence;
    }
}
