package org.throughline.fhir.path;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/** A value of FHIRPath's own types: a literal, the result of an operator, or what a FHIR primitive holds. */
public sealed interface Value extends Node {

    /** The name in FHIRPath's System namespace: {@code Boolean}, {@code DateTime}. */
    String systemType();

    @Override
    default boolean is(String type) {
        return type().equals(type);
    }

    @Override
    default String path() {
        return "";
    }

    @Override
    default Value value() {
        return this;
    }

    @Override
    default List<Node> children(String name) {
        return List.of();
    }

    @Override
    default List<Node> children() {
        return List.of();
    }

    /** True or false. */
    record Bool(boolean truth) implements Value {
        @Override
        public String type() {
            return "boolean";
        }

        @Override
        public String systemType() {
            return "Boolean";
        }

        @Override
        public Json json() {
            return JsonBoolean.of(truth);
        }

        @Override
        public String toString() {
            return Boolean.toString(truth);
        }
    }

    /** A text. */
    record Text(String text) implements Value {
        @Override
        public String type() {
            return "string";
        }

        @Override
        public String systemType() {
            return "String";
        }

        @Override
        public Json json() {
            return new JsonString(text);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** A whole number. */
    record Int(int number) implements Value {
        @Override
        public String type() {
            return "integer";
        }

        @Override
        public String systemType() {
            return "Integer";
        }

        @Override
        public Json json() {
            return JsonNumber.of(number);
        }

        @Override
        public String toString() {
            return Integer.toString(number);
        }
    }

    /** A decimal number with its precision. */
    record Decimal(BigDecimal number) implements Value {
        @Override
        public String type() {
            return "decimal";
        }

        @Override
        public String systemType() {
            return "Decimal";
        }

        @Override
        public Json json() {
            return new JsonNumber(number.toString());
        }

        @Override
        public String toString() {
            return number.toPlainString();
        }
    }

    /**
     * An amount.
     *
     * @param unit a UCUM code, or a calendar word ({@code day}, {@code months})
     * @param calendar whether the unit is a calendar word
     */
    record Quantity(BigDecimal number, String unit, boolean calendar) implements Value {
        @Override
        public String type() {
            return "Quantity";
        }

        @Override
        public String systemType() {
            return "Quantity";
        }

        @Override
        public Json json() {
            return JsonObject.builder()
                    .add("value", new JsonNumber(number.toString()))
                    .add("unit", unit)
                    .add("system", "http://unitsofmeasure.org")
                    .add("code", unit)
                    .build();
        }

        @Override
        public String toString() {
            return number.toPlainString() + (calendar ? " " + unit : " '" + unit + "'");
        }
    }

    /** A date, a date with time, or a time of day. */
    record When(Temporal temporal) implements Value {
        @Override
        public String type() {
            return switch (temporal.kind()) {
                case DATE -> "date";
                case DATE_TIME -> "dateTime";
                case TIME -> "time";
            };
        }

        @Override
        public String systemType() {
            return switch (temporal.kind()) {
                case DATE -> "Date";
                case DATE_TIME -> "DateTime";
                case TIME -> "Time";
            };
        }

        @Override
        public Json json() {
            return new JsonString(temporal.toString());
        }

        @Override
        public String toString() {
            return temporal.toString();
        }
    }

    /** What {@code type()} gives. */
    record TypeName(String namespace, String name) implements Value {
        @Override
        public String type() {
            return "SimpleTypeInfo";
        }

        @Override
        public String systemType() {
            return "SimpleTypeInfo";
        }

        @Override
        public Json json() {
            return JsonObject.builder()
                    .add("namespace", namespace)
                    .add("name", name)
                    .build();
        }

        @Override
        public List<Node> children(String child) {
            @Nullable
            String text = switch (child) {
                case "namespace" -> namespace;
                case "name" -> name;
                default -> null;
            };
            return text == null ? List.of() : List.of(new Text(text));
        }

        @Override
        public String toString() {
            return namespace + "." + name;
        }
    }
}
