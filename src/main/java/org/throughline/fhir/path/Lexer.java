package org.throughline.fhir.path;

import java.util.ArrayList;
import java.util.List;
import org.throughline.fhir.path.Token.Kind;
import org.throughline.kernel.Failed;

/** Cuts an expression into words. */
final class Lexer {
    private static final List<String> PAIRS = List.of("<=", ">=", "!=", "!~");
    private static final String SINGLES = "()[]{}.,+-*/&|<>=~";

    private final String source;
    private int at;

    private Lexer(String source) {
        this.source = source;
    }

    static List<Token> tokens(String source) {
        return new Lexer(source).tokens();
    }

    private List<Token> tokens() {
        List<Token> tokens = new ArrayList<>();
        do {
            skipBlanks();
            tokens.add(next());
        } while (tokens.getLast().kind() != Kind.END);
        return tokens;
    }

    private Token next() {
        int start = at;
        if (at == source.length()) {
            return new Token(Kind.END, "", start);
        }
        char c = source.charAt(at);
        if (isNameStart(c)) {
            return new Token(Kind.IDENTIFIER, name(), start);
        }
        if (isDigit(c)) {
            return new Token(Kind.NUMBER, number(), start);
        }
        return switch (c) {
            case '\'' -> new Token(Kind.STRING, quoted('\''), start);
            case '`' -> new Token(Kind.QUOTED, quoted('`'), start);
            case '@' -> moment(start);
            case '%' -> variable(start);
            case '$' -> special(start);
            default -> symbol(start);
        };
    }

    private void skipBlanks() {
        while (at < source.length()) {
            if (Character.isWhitespace(source.charAt(at))) {
                at++;
            } else if (source.startsWith("//", at)) {
                int end = source.indexOf('\n', at);
                at = end < 0 ? source.length() : end;
            } else if (source.startsWith("/*", at)) {
                int end = source.indexOf("*/", at + 2);
                if (end < 0) {
                    throw error("A comment is not closed");
                }
                at = end + 2;
            } else {
                return;
            }
        }
    }

    private static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private String name() {
        int start = at;
        while (at < source.length() && (isNameStart(source.charAt(at)) || isDigit(source.charAt(at)))) {
            at++;
        }
        return source.substring(start, at);
    }

    private String number() {
        int start = at;
        digits();
        if (at + 1 < source.length() && source.charAt(at) == '.' && isDigit(source.charAt(at + 1))) {
            at++;
            digits();
        }
        return source.substring(start, at);
    }

    private void digits() {
        while (at < source.length() && isDigit(source.charAt(at))) {
            at++;
        }
    }

    /** A date or time takes every character that can be in one; a dot only when digits follow and a time has begun. */
    private Token moment(int start) {
        boolean timed = false;
        for (at++; at < source.length(); at++) {
            char c = source.charAt(at);
            boolean part = isDigit(c) || c == '-' || c == ':' || c == 'T';
            boolean fraction = timed && c == '.' && at + 1 < source.length() && isDigit(source.charAt(at + 1));
            boolean offset = timed && (c == '+' || c == 'Z');
            if (!part && !fraction && !offset) {
                break;
            }
            timed |= c == 'T';
        }
        return new Token(Kind.MOMENT, source.substring(start + 1, at), start);
    }

    private Token variable(int start) {
        at++;
        if (at < source.length() && source.charAt(at) == '`') {
            return new Token(Kind.VARIABLE, quoted('`'), start);
        }
        if (at < source.length() && source.charAt(at) == '\'') {
            return new Token(Kind.VARIABLE, quoted('\''), start);
        }
        String name = name();
        if (name.isEmpty()) {
            throw error("A name must follow %");
        }
        return new Token(Kind.VARIABLE, name, start);
    }

    private Token special(int start) {
        at++;
        return new Token(Kind.SPECIAL, name(), start);
    }

    private Token symbol(int start) {
        for (String pair : PAIRS) {
            if (source.startsWith(pair, at)) {
                at += 2;
                return new Token(Kind.SYMBOL, pair, start);
            }
        }
        if (SINGLES.indexOf(source.charAt(at)) < 0) {
            throw error("A character is not part of FHIRPath");
        }
        at++;
        return new Token(Kind.SYMBOL, source.substring(start, at), start);
    }

    private String quoted(char quote) {
        StringBuilder text = new StringBuilder();
        for (at++; at < source.length(); at++) {
            char c = source.charAt(at);
            if (c == quote) {
                at++;
                return text.toString();
            }
            text.append(c == '\\' ? escaped() : c);
        }
        throw error("A quotation is not closed");
    }

    private char escaped() {
        at++;
        char c = at < source.length() ? source.charAt(at) : '\0';
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'f' -> '\f';
            case 'u' -> unicode();
            case '\'', '"', '`', '\\', '/' -> c;
            default -> throw error("A backslash is followed by what cannot be escaped");
        };
    }

    private char unicode() {
        try {
            char c = (char) Integer.parseInt(source, at + 1, at + 5, 16);
            at += 4;
            return c;
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new Failed(PathFailure.syntax("\\u needs four hexadecimal digits", at), e);
        }
    }

    private Failed error(String message) {
        return new Failed(PathFailure.syntax(message, at));
    }
}
