package org.throughline.fhir.units;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.units.UnitTable.Atom;

/** Reads a unit by <a href="https://ucum.org/ucum#section-Syntax-Rules">UCUM's grammar</a>: {@code kg.m/s2}, {@code 10*3/uL}. */
final class UnitParser {
    private static final int LONGEST = 100;

    private final String code;
    private final UnitTable table;
    private int at;

    private UnitParser(String code, UnitTable table) {
        this.code = code;
        this.table = table;
    }

    /** What a code measures; null when it is not a unit. */
    static @Nullable Measure parse(String code, UnitTable table) {
        if (code.isEmpty() || code.length() > LONGEST) {
            return null;
        }
        UnitParser parser = new UnitParser(code, table);
        Measure measure = parser.term();
        return parser.at == code.length() ? measure : null;
    }

    private @Nullable Measure term() {
        Measure product = Measure.ONE;
        boolean divide = skip('/');
        while (true) {
            Measure next = component();
            if (next == null) {
                return null;
            }
            product = divide ? product.over(next) : product.times(next);
            if (skip('/')) {
                divide = true;
            } else if (skip('.')) {
                divide = false;
            } else {
                return product;
            }
        }
    }

    private @Nullable Measure component() {
        if (skip('(')) {
            Measure inner = term();
            return skip(')') ? inner : null;
        }
        if (peek() == '{') {
            return annotation() ? Measure.ONE : null;
        }
        Measure simple = simple();
        return simple != null && peek() == '{' && !annotation() ? null : simple;
    }

    private @Nullable Measure simple() {
        int start = at;
        if (code.startsWith("10*", at) || code.startsWith("10^", at)) {
            at += 3;
            return raised(Measure.ONE.times(BigDecimal.TEN));
        }
        int number = digits();
        if (number >= 0) {
            return Measure.ONE.times(BigDecimal.valueOf(number));
        }
        symbol();
        Measure unit = unit(code.substring(start, at));
        return unit == null ? null : raised(unit);
    }

    /** A symbol runs to an operator, a parenthesis, a digit or a sign; inside brackets everything is part of it. */
    private void symbol() {
        boolean bracket = false;
        for (; at < code.length(); at++) {
            char c = code.charAt(at);
            bracket = c == '[' || (bracket && c != ']');
            if (!bracket && ("./(){}+-".indexOf(c) >= 0 || isDigit(c))) {
                return;
            }
        }
    }

    private @Nullable Measure unit(String symbol) {
        Atom atom = table.atom(symbol);
        if (atom != null) {
            return atom.offset().signum() == 0 ? atom.measure() : null;
        }
        for (int length = 1; length <= 2 && length < symbol.length(); length++) {
            BigDecimal prefix = table.prefix(symbol.substring(0, length));
            Atom metric = prefix == null ? null : table.atom(symbol.substring(length));
            if (prefix != null && metric != null && metric.metric()) {
                return metric.measure().times(prefix);
            }
        }
        return null;
    }

    private @Nullable Measure raised(Measure unit) {
        char sign = peek();
        boolean signed = sign == '+' || sign == '-';
        if (signed) {
            at++;
        }
        int exponent = digits();
        if (exponent < 0) {
            return signed ? null : unit;
        }
        return exponent > 50 ? null : unit.power(sign == '-' ? -exponent : exponent);
    }

    /** A number of up to nine digits; -1 when there is none. */
    private int digits() {
        int start = at;
        int value = 0;
        while (at < code.length() && isDigit(code.charAt(at)) && at - start < 9) {
            value = value * 10 + code.charAt(at++) - '0';
        }
        return at == start ? -1 : value;
    }

    private boolean annotation() {
        int end = code.indexOf('}', at);
        if (end < 0) {
            return false;
        }
        at = end + 1;
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private char peek() {
        return at < code.length() ? code.charAt(at) : '\0';
    }

    private boolean skip(char c) {
        if (peek() == c) {
            at++;
            return true;
        }
        return false;
    }
}
