package org.throughline.fhir.path;

import java.util.ArrayList;
import java.util.List;

/** A parsed expression. Immutable; evaluated from any thread. */
sealed interface Expression {

    /**
     * The nodes that it gives.
     *
     * @param focus what stands left of the dot; for an expression that starts afresh, {@code $this}
     */
    List<Node> evaluate(Scope scope, List<Node> focus);

    /** {@code 5}, {@code 'text'}, {@code {}}. */
    record Literal(List<Node> values) implements Expression {
        @Override
        public List<Node> evaluate(Scope scope, List<Node> focus) {
            return values;
        }
    }

    /** {@code $this}. */
    record This() implements Expression {
        @Override
        public List<Node> evaluate(Scope scope, List<Node> focus) {
            return scope.self();
        }
    }

    /** {@code $index}. */
    record Index() implements Expression {
        @Override
        public List<Node> evaluate(Scope scope, List<Node> focus) {
            return List.of(new Value.Int(scope.index()));
        }
    }

    /** {@code $total}. */
    record Total() implements Expression {
        @Override
        public List<Node> evaluate(Scope scope, List<Node> focus) {
            return scope.total();
        }
    }

    /** {@code %resource}. */
    record Variable(String name) implements Expression {
        @Override
        public List<Node> evaluate(Scope scope, List<Node> focus) {
            return scope.environment().variable(name);
        }
    }

    /** A name that starts an expression: the type of what is looked at ({@code Patient}), else one of its children. */
    record Start(String name) implements Expression {
        @Override
        public List<Node> evaluate(Scope scope, List<Node> focus) {
            if (focus.size() == 1
                    && Character.isUpperCase(name.charAt(0))
                    && focus.getFirst() instanceof Element element
                    && element.is(name)) {
                return focus;
            }
            return Child.of(name, focus);
        }
    }

    /** {@code .name}. */
    record Child(String name) implements Expression {
        @Override
        public List<Node> evaluate(Scope scope, List<Node> focus) {
            return of(name, focus);
        }

        static List<Node> of(String name, List<Node> focus) {
            if (focus.size() == 1) {
                return focus.getFirst().children(name);
            }
            List<Node> all = new ArrayList<>(focus.size());
            for (Node node : focus) {
                all.addAll(node.children(name));
            }
            return all;
        }
    }

    /** {@code input.step}. */
    record Path(Expression input, Expression step) implements Expression {
        @Override
        public List<Node> evaluate(Scope scope, List<Node> focus) {
            List<Node> found = input.evaluate(scope, focus);
            return found.isEmpty() && step instanceof Child ? found : step.evaluate(scope, found);
        }
    }

    /** {@code input[index]}. */
    record At(Expression input, Expression index) implements Expression {
        @Override
        public List<Node> evaluate(Scope scope, List<Node> focus) {
            List<Node> found = input.evaluate(scope, focus);
            Value at = Singleton.value(index.evaluate(scope, scope.self()));
            if (at == null) {
                return List.of();
            }
            if (!(at instanceof Value.Int number)) {
                throw PathFailure.evaluation("an index in [ ] must be a whole number");
            }
            int place = number.number();
            return place >= 0 && place < found.size() ? List.of(found.get(place)) : List.of();
        }
    }

    /** {@code function(arguments)}. */
    record Call(String name, Function function, List<Expression> arguments) implements Expression {
        @Override
        public List<Node> evaluate(Scope scope, List<Node> focus) {
            return function.apply(new Arguments(scope, arguments), focus);
        }
    }

    /** {@code -operand}. */
    record Negate(Expression operand) implements Expression {
        @Override
        public List<Node> evaluate(Scope scope, List<Node> focus) {
            return Arithmetic.negate(operand.evaluate(scope, focus));
        }
    }

    /** {@code left operator right}. */
    record Binary(Operator operator, Expression left, Expression right) implements Expression {
        @Override
        public List<Node> evaluate(Scope scope, List<Node> focus) {
            return Operations.evaluate(operator, left, right, scope, focus);
        }
    }

    /** {@code operand is type}. */
    record Is(Expression operand, TypeSpecifier type) implements Expression {
        @Override
        public List<Node> evaluate(Scope scope, List<Node> focus) {
            return TypeFunctions.is(operand.evaluate(scope, focus), type);
        }
    }

    /** {@code operand as type}. */
    record As(Expression operand, TypeSpecifier type) implements Expression {
        @Override
        public List<Node> evaluate(Scope scope, List<Node> focus) {
            return TypeFunctions.as(operand.evaluate(scope, focus), type);
        }
    }

    /** {@code .is(type)}, {@code .as(type)} and {@code .ofType(type)}, whose argument is a type and not an expression. */
    record TypeCall(String name, TypeSpecifier type) implements Expression {
        @Override
        public List<Node> evaluate(Scope scope, List<Node> focus) {
            return switch (name) {
                case "is" -> TypeFunctions.is(focus, type);
                case "as" -> TypeFunctions.as(focus, type);
                default -> TypeFunctions.ofType(focus, type);
            };
        }
    }
}
