package org.throughline.fhir.path;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.throughline.fhir.path.Expression.As;
import org.throughline.fhir.path.Expression.At;
import org.throughline.fhir.path.Expression.Binary;
import org.throughline.fhir.path.Expression.Call;
import org.throughline.fhir.path.Expression.Child;
import org.throughline.fhir.path.Expression.Is;
import org.throughline.fhir.path.Expression.Literal;
import org.throughline.fhir.path.Expression.Negate;
import org.throughline.fhir.path.Expression.Path;
import org.throughline.fhir.path.Expression.Start;
import org.throughline.fhir.path.Expression.TypeCall;
import org.throughline.fhir.path.Token.Kind;
import org.throughline.kernel.Failed;

/** Reads an expression by precedence climbing, see <a href="http://hl7.org/fhirpath/N1/grammar.html">the grammar</a>. */
final class Parser {
    /** Deeper nesting is nobody's search parameter and could exhaust the stack. */
    private static final int DEPTH = 100;

    /** A chain of steps is evaluated as deep as it is long. */
    private static final int LONGEST = 2_000;

    private static final Set<String> TYPE_FUNCTIONS = Set.of("is", "as", "ofType");

    private final List<Token> tokens;
    private int at;
    private int depth;

    private Parser(List<Token> tokens) {
        this.tokens = tokens;
    }

    static Expression parse(String source) {
        Parser parser = new Parser(Lexer.tokens(source));
        if (parser.tokens.size() > LONGEST) {
            throw PathFailure.meaning("an expression may have " + LONGEST + " words");
        }
        Expression expression = parser.expression(0);
        if (parser.peek().kind() != Kind.END) {
            throw parser.error("The expression should end");
        }
        return expression;
    }

    private Expression expression(int minimum) {
        if (++depth > DEPTH) {
            throw error("The expression is nested too deeply");
        }
        Expression left = signed();
        while (true) {
            Token token = peek();
            boolean is = token.isWord("is");
            Operator operator = Operator.of(token);
            if ((is || token.isWord("as")) && minimum <= Operator.TYPE_PRECEDENCE) {
                at++;
                left = is ? new Is(left, typeSpecifier()) : new As(left, typeSpecifier());
            } else if (operator != null && minimum <= operator.precedence()) {
                at++;
                left = new Binary(operator, left, expression(operator.precedence() + 1));
            } else {
                depth--;
                return left;
            }
        }
    }

    private Expression signed() {
        if (skip("-")) {
            return new Negate(expression(Operator.SIGN_PRECEDENCE));
        }
        if (skip("+")) {
            return expression(Operator.SIGN_PRECEDENCE);
        }
        return steps(term());
    }

    private Expression steps(Expression start) {
        Expression left = start;
        while (true) {
            if (skip(".")) {
                left = new Path(left, step());
            } else if (skip("[")) {
                left = new At(left, expression(0));
                expect("]");
            } else {
                return left;
            }
        }
    }

    private Expression step() {
        Token token = next();
        return switch (token.kind()) {
            case IDENTIFIER -> peek().isSymbol("(") ? call(token) : new Child(token.text());
            case QUOTED -> new Child(token.text());
            case SPECIAL -> special(token);
            default -> throw error("A name should follow the dot", token);
        };
    }

    private Expression term() {
        Token token = next();
        return switch (token.kind()) {
            case IDENTIFIER -> identifier(token);
            case QUOTED -> new Start(token.text());
            case STRING -> new Literal(List.of(new Value.Text(token.text())));
            case NUMBER -> number(token);
            case MOMENT -> moment(token);
            case VARIABLE -> new Expression.Variable(token.text());
            case SPECIAL -> special(token);
            case SYMBOL -> symbol(token);
            case END -> throw error("The expression ends too early", token);
        };
    }

    private Expression identifier(Token token) {
        if (token.text().equals("true") || token.text().equals("false")) {
            return new Literal(Singleton.of(token.text().equals("true")));
        }
        return peek().isSymbol("(") ? call(token) : new Start(token.text());
    }

    private Expression symbol(Token token) {
        if (token.isSymbol("(")) {
            Expression inner = expression(0);
            expect(")");
            return inner;
        }
        if (token.isSymbol("{")) {
            expect("}");
            return new Literal(List.of());
        }
        throw error("A value should stand here", token);
    }

    private Expression special(Token token) {
        return switch (token.text()) {
            case "this" -> new Expression.This();
            case "index" -> new Expression.Index();
            case "total" -> new Expression.Total();
            default -> throw error("Only $this, $index and $total exist", token);
        };
    }

    private Expression call(Token name) {
        expect("(");
        if (TYPE_FUNCTIONS.contains(name.text())) {
            TypeSpecifier type = typeSpecifier();
            expect(")");
            return new TypeCall(name.text(), type);
        }
        List<Expression> arguments = new ArrayList<>();
        if (!skip(")")) {
            do {
                arguments.add(expression(0));
            } while (skip(","));
            expect(")");
        }
        Functions.Entry entry = Functions.find(name.text());
        if (entry == null) {
            throw error("There is no function of this name", name);
        }
        if (arguments.size() < entry.least() || arguments.size() > entry.most()) {
            throw error("The function takes another number of arguments", name);
        }
        return new Call(name.text(), entry.function(), List.copyOf(arguments));
    }

    private TypeSpecifier typeSpecifier() {
        String first = name();
        return skip(".") ? new TypeSpecifier(first, name()) : new TypeSpecifier(null, first);
    }

    private String name() {
        Token token = next();
        if (token.kind() != Kind.IDENTIFIER && token.kind() != Kind.QUOTED) {
            throw error("A type should stand here", token);
        }
        return token.text();
    }

    private Expression number(Token token) {
        Token unit = peek();
        if (unit.kind() == Kind.STRING) {
            at++;
            boolean calendar = Calendar.isWord(unit.text());
            return literal(new Value.Quantity(new BigDecimal(token.text()), unit.text(), calendar));
        }
        if (unit.kind() == Kind.IDENTIFIER && Calendar.isWord(unit.text())) {
            at++;
            return literal(new Value.Quantity(new BigDecimal(token.text()), unit.text(), true));
        }
        BigDecimal number = new BigDecimal(token.text());
        if (number.scale() > 0) {
            return literal(new Value.Decimal(number));
        }
        try {
            return literal(new Value.Int(number.intValueExact()));
        } catch (ArithmeticException e) {
            return literal(new Value.Decimal(number));
        }
    }

    private Expression moment(Token token) {
        String text = token.text();
        Temporal temporal = text.startsWith("T")
                ? Temporal.time(text.substring(1))
                : text.contains("T") ? Temporal.dateTime(text) : Temporal.date(text);
        if (temporal == null) {
            throw error("This is not a date or time", token);
        }
        return literal(new Value.When(temporal));
    }

    private static Expression literal(Value value) {
        return new Literal(List.of(value));
    }

    private Token peek() {
        return tokens.get(at);
    }

    private Token next() {
        Token token = tokens.get(at);
        if (token.kind() != Kind.END) {
            at++;
        }
        return token;
    }

    private boolean skip(String symbol) {
        if (peek().isSymbol(symbol)) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(String symbol) {
        if (!skip(symbol)) {
            throw error("A " + symbol + " is missing");
        }
    }

    private Failed error(String message) {
        return error(message, peek());
    }

    private static Failed error(String message, Token token) {
        return new Failed(PathFailure.syntax(message, token.at()));
    }
}
