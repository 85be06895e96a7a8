package org.throughline.search.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.reference.References;
import org.throughline.fhir.time.TimeRange;
import org.throughline.search.parameter.Parameter;
import org.throughline.search.query.Criterion.Amount;
import org.throughline.search.query.Criterion.Circle;
import org.throughline.search.query.Criterion.Composite;
import org.throughline.search.query.Criterion.Quantity;
import org.throughline.search.query.Criterion.Reference;
import org.throughline.search.query.Criterion.StringMatch;
import org.throughline.search.query.Criterion.Time;
import org.throughline.search.query.Criterion.Token;
import org.throughline.search.query.Criterion.TypedIdentifier;
import org.throughline.search.query.Criterion.UriMatch;
import org.throughline.search.value.Folding;
import org.throughline.search.value.NumberRange;
import org.throughline.search.value.Prefix;
import org.throughline.search.value.Tokens;

/**
 * Reads the values of one parameter of a query; a value that breaks its type's form is refused.
 *
 * @param name the parameter as it was written, for the refusal
 */
record ValueReader(Types types, References references, String name) {
    /** How far near is when nobody says, in kilometres. */
    private static final String DISTANCE = "50";

    /** Units of length in kilometres. */
    private static final Map<String, Double> LENGTHS =
            Map.of("", 1.0, "km", 1.0, "m", 0.001, "[mi_i]", 1.609344, "[mi_us]", 1.609347);

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9\\-.]{1,64}");

    /** The values between commas, each read. */
    <T> List<T> each(String values, Function<String, T> read) {
        List<T> found = new ArrayList<>();
        for (String value : Escapes.split(values, ',')) {
            if (value.isEmpty()) {
                throw Wrong.value(name, "is empty, or one of its parts between commas is");
            }
            found.add(read.apply(value));
        }
        return List.copyOf(found);
    }

    /** The condition that a parameter without a modifier states. */
    Criterion plain(Parameter parameter, String values) {
        return switch (parameter.type()) {
            case TOKEN -> new Criterion.Tokens(parameter, each(values, this::token));
            case REFERENCE -> new Criterion.References(parameter, references(parameter, values));
            case DATE -> new Criterion.Times(parameter, each(values, this::time));
            case NUMBER -> new Criterion.Numbers(parameter, each(values, this::number));
            case QUANTITY -> new Criterion.Quantities(parameter, each(values, this::quantity));
            case STRING -> strings(parameter, StringMatch.STARTS, values);
            case URI -> new Criterion.Uris(parameter, UriMatch.EQUAL, each(values, Escapes::unescape));
            case COMPOSITE -> new Criterion.Composites(parameter, each(values, value -> composite(parameter, value)));
            case SPECIAL -> special(parameter, values);
        };
    }

    private Criterion special(Parameter parameter, String values) {
        if (parameter.isOfWords()) {
            return new Criterion.Words(parameter, each(values, this::words));
        }
        if (!parameter.name().equals("near")) {
            throw Wrong.chain(name, "there is no rule for what it means");
        }
        return new Criterion.Near(parameter, each(values, this::circle));
    }

    private List<String> words(String value) {
        List<String> words = new ArrayList<>();
        for (String part : Escapes.unescape(value).split("\\s+", -1)) {
            List<String> tokens = Tokens.of(part);
            words.addAll(tokens);
            if (part.endsWith("*") && !tokens.isEmpty()) {
                words.set(words.size() - 1, words.getLast() + "*");
            }
        }
        if (words.isEmpty()) {
            throw Wrong.value(name, "holds no word");
        }
        return List.copyOf(words);
    }

    private Circle circle(String value) {
        List<String> parts = Escapes.split(value, '|');
        NumberRange latitude = parts.size() < 2 || parts.size() > 4 ? null : NumberRange.parse(parts.get(0));
        NumberRange longitude = latitude == null ? null : NumberRange.parse(parts.get(1));
        NumberRange distance =
                NumberRange.parse(parts.size() > 2 && !parts.get(2).isEmpty() ? parts.get(2) : DISTANCE);
        Double length = LENGTHS.get(parts.size() > 3 ? parts.get(3) : "km");
        if (latitude == null || longitude == null || distance == null || length == null) {
            throw Wrong.value(name, "must be latitude|longitude|distance|unit, the unit km, m, [mi_i] or [mi_us]");
        }
        return new Circle(
                latitude.value().doubleValue(),
                longitude.value().doubleValue(),
                distance.value().doubleValue() * length);
    }

    Criterion strings(Parameter parameter, StringMatch match, String values) {
        Function<String, String> read =
                match == StringMatch.EXACT ? Escapes::unescape : value -> Folding.fold(Escapes.unescape(value));
        return new Criterion.Strings(parameter, match, each(values, read));
    }

    Token token(String value) {
        List<String> parts = Escapes.split(value, '|');
        if (parts.size() == 1) {
            return new Token(null, Escapes.unescape(value));
        }
        if (parts.size() > 2 || value.equals("|")) {
            throw Wrong.value(name, "must be a code, system|code, system| or |code");
        }
        String code = Escapes.unescape(parts.get(1));
        return new Token(Escapes.unescape(parts.get(0)), code.isEmpty() ? null : code);
    }

    TypedIdentifier typedIdentifier(String value) {
        List<String> parts = Escapes.split(value, '|');
        if (parts.size() != 3 || parts.contains("")) {
            throw Wrong.value(name, "must be the identifier's type and value: system|code|value");
        }
        return new TypedIdentifier(
                Escapes.unescape(parts.get(0)), Escapes.unescape(parts.get(1)), Escapes.unescape(parts.get(2)));
    }

    Time time(String value) {
        TimeRange range = TimeRange.parse(Prefix.strip(value));
        if (range == null) {
            throw Wrong.value(
                    name,
                    "must be a date such as 2013, 2013-01-14 or 2013-01-14T10:00:00Z, after a prefix"
                            + " (eq ne gt lt ge le sa eb ap) or none");
        }
        return new Time(Prefix.of(value), range);
    }

    Amount number(String value) {
        return new Amount(Prefix.of(value), range(Prefix.strip(value)));
    }

    private NumberRange range(String value) {
        NumberRange range = NumberRange.parse(value);
        if (range == null) {
            throw Wrong.value(
                    name, "must be a decimal such as 5.4, after a prefix (eq ne gt lt ge le sa eb ap) or none");
        }
        return range;
    }

    Quantity quantity(String value) {
        List<String> parts = Escapes.split(value, '|');
        if (parts.size() != 1 && parts.size() != 3) {
            throw Wrong.value(name, "must be a number, number|system|unit or number||unit");
        }
        NumberRange range = range(Prefix.strip(parts.getFirst()));
        String system = parts.size() == 1 ? "" : Escapes.unescape(parts.get(1));
        String code = parts.size() == 1 ? "" : Escapes.unescape(parts.get(2));
        if (!system.isEmpty() && code.isEmpty()) {
            throw Wrong.value(name, "names a system without a unit");
        }
        return new Quantity(Prefix.of(value), range, system.isEmpty() ? null : system, code.isEmpty() ? null : code);
    }

    private Composite composite(Parameter parameter, String value) {
        List<String> parts = Escapes.split(value, '$');
        List<Parameter> components = parameter.components();
        if (parts.size() != components.size() || parts.contains("")) {
            throw Wrong.value(name, "must have " + components.size() + " parts, separated by $");
        }
        List<Criterion> read = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            read.add(plain(components.get(i), parts.get(i)));
        }
        return new Composite(read);
    }

    List<Reference> references(Parameter parameter, String values) {
        List<Reference> found = new ArrayList<>();
        each(values, value -> found.addAll(reference(parameter, Escapes.unescape(value))));
        return List.copyOf(found);
    }

    private List<Reference> reference(Parameter parameter, String value) {
        References.Local local = references.local(value);
        if (local != null) {
            return List.of(new Reference.Local(local.type(), local.id()));
        }
        if (!ID.matcher(value).matches()) {
            return List.of(new Reference.Url(value));
        }
        List<String> targets = parameter.targets().isEmpty() ? types.resourceTypes() : parameter.targets();
        return targets.stream()
                .filter(parameter::mayPointTo)
                .<Reference>map(type -> new Reference.Local(type, value))
                .toList();
    }

    /** References to one type, whose values may be bare ids. */
    List<Reference> references(String type, String values) {
        return each(values, value -> {
            String text = Escapes.unescape(value);
            References.Local local = references.local(text);
            if (local != null ? !local.type().equals(type) : !ID.matcher(text).matches()) {
                throw Wrong.value(name, "must be the id of a " + type + " or a reference to one");
            }
            return new Reference.Local(type, local != null ? local.id() : text);
        });
    }
}
