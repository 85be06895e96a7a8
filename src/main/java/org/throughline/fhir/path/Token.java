package org.throughline.fhir.path;

/**
 * One word of an expression.
 *
 * @param text an identifier or string without quotes and escapes, otherwise as written
 * @param at where it starts, from 0
 */
record Token(Kind kind, String text, int at) {
    enum Kind {
        IDENTIFIER,
        /** An identifier in backticks, which is never a keyword. */
        QUOTED,
        STRING,
        NUMBER,
        /** A date or time after {@code @}. */
        MOMENT,
        /** A variable after {@code %}. */
        VARIABLE,
        /** {@code $this}, {@code $index}, {@code $total}. */
        SPECIAL,
        SYMBOL,
        END
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean isWord(String word) {
        return kind == Kind.IDENTIFIER && text.equals(word);
    }
}
