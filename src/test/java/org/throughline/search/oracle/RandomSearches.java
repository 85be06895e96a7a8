package org.throughline.search.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Enumeration;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.R4;
import org.throughline.fhir.definitions.SearchParameterDefinition;
import org.throughline.fhir.definitions.SearchType;

/** Makes searches that have something to find: their values are taken from the resources. */
final class RandomSearches {
    private static final List<String> PREFIXES = List.of("", "", "eq", "ne", "gt", "lt", "ge", "le", "sa", "eb");

    private final Oracle oracle;
    private final Random random;

    RandomSearches(Oracle oracle, long seed) {
        this.oracle = oracle;
        this.random = new Random(seed);
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    String type() {
        return pick(List.copyOf(oracle.types()));
    }

    /** One to three clauses that may stand together. */
    List<Clause> clauses(String type) {
        List<Clause> clauses = new ArrayList<>();
        int wanted = 1 + random.nextInt(3);
        for (int attempt = 0; clauses.size() < wanted && attempt < 50; attempt++) {
            Clause clause = clause(type);
            if (clause != null) {
                clauses.add(clause);
            }
        }
        return clauses;
    }

    private @Nullable Clause clause(String type) {
        int kind = random.nextInt(10);
        return kind == 0 ? chain(type) : kind == 1 ? has(type) : simple(type);
    }

    private Clause.@Nullable Simple simple(String type) {
        List<SearchParameterDefinition> possible = R4.definitions().searchParameters(type).stream()
                .filter(parameter ->
                        parameter.expression() != null && !parameter.code().equals("_lastUpdated"))
                .filter(parameter -> parameter.type() != SearchType.COMPOSITE && parameter.type() != SearchType.SPECIAL)
                .toList();
        SearchParameterDefinition parameter = pick(possible);
        if (random.nextInt(12) == 0 && !parameter.code().equals("_id")) {
            return new Clause.Simple(parameter, "missing", List.of(String.valueOf(random.nextBoolean())));
        }
        List<String> values = new ArrayList<>();
        String modifier = modifier(parameter);
        for (int left = 1 + random.nextInt(2); left > 0; left--) {
            List<Base> found = oracle.values(pick(oracle.resources(type)), parameter);
            String value = found.isEmpty() ? null : value(pick(found), parameter.type(), modifier);
            if (value == null || value.isBlank() || value.startsWith("#") || !value.matches("[^,$\\\\&]*")) {
                return null;
            }
            values.add(value);
        }
        return new Clause.Simple(parameter, modifier, values);
    }

    private String modifier(SearchParameterDefinition parameter) {
        return switch (parameter.type()) {
            case STRING -> pick(List.of("", "", "exact", "contains"));
            case TOKEN -> parameter.code().equals("_id") ? "" : pick(List.of("", "", "", "not"));
            default -> "";
        };
    }

    private @Nullable String value(Base base, SearchType type, String modifier) {
        return switch (type) {
            case TOKEN -> token(base);
            case REFERENCE -> base instanceof Reference reference ? reference.getReference() : null;
            case STRING -> string(base, modifier);
            case DATE -> date(base);
            case NUMBER -> base instanceof PrimitiveType<?> number ? pick(PREFIXES) + number.getValueAsString() : null;
            case QUANTITY -> base instanceof Quantity quantity ? quantity(quantity) : null;
            case URI -> base instanceof PrimitiveType<?> uri ? uri.getValueAsString() : null;
            case COMPOSITE, SPECIAL -> null;
        };
    }

    private @Nullable String token(Base base) {
        return switch (base) {
            case CodeableConcept concept -> concept.hasCoding() ? token(pick(concept.getCoding())) : null;
            case Coding coding -> token(coding.getSystem(), coding.getCode());
            case Identifier identifier -> token(identifier.getSystem(), identifier.getValue());
            case ContactPoint contact -> contact.getValue();
            case Enumeration<?> code -> token(code.getSystem(), code.getCode());
            case PrimitiveType<?> primitive -> primitive.getValueAsString();
            default -> null;
        };
    }

    private String token(@Nullable String system, @Nullable String code) {
        return switch (random.nextInt(4)) {
            case 0 -> String.valueOf(code);
            case 1 -> Objects.requireNonNullElse(system, "") + "|" + (system == null ? code : "");
            default -> Objects.requireNonNullElse(system, "") + "|" + code;
        };
    }

    private @Nullable String string(Base base, String modifier) {
        List<String> strings = Matching.strings(base);
        if (strings.isEmpty()) {
            return null;
        }
        String text = pick(strings);
        int cut = 1 + random.nextInt(text.length());
        return switch (modifier) {
            case "exact" -> text;
            case "contains" -> text.substring(Math.min(cut, text.length() - 1));
            default -> text.substring(0, cut);
        };
    }

    private @Nullable String date(Base base) {
        String text = switch (base) {
            case BaseDateTimeType date -> date.getValueAsString();
            case Period period -> period.hasStart() ? period.getStartElement().getValueAsString() : null;
            default -> null;
        };
        if (text == null) {
            return null;
        }
        List<Integer> cuts = List.of(4, 7, 10, text.length());
        return pick(PREFIXES) + text.substring(0, Math.min(pick(cuts), text.length()));
    }

    private String quantity(Quantity quantity) {
        String number = pick(PREFIXES) + quantity.getValue().toPlainString();
        return switch (random.nextInt(3)) {
            case 0 -> number;
            case 1 -> number + "||" + (quantity.hasCode() ? quantity.getCode() : quantity.getUnit());
            default ->
                quantity.hasCode() && quantity.hasSystem()
                        ? number + "|" + quantity.getSystem() + "|" + quantity.getCode()
                        : number;
        };
    }

    private List<SearchParameterDefinition> references(String type) {
        return R4.definitions().searchParameters(type).stream()
                .filter(parameter -> parameter.type() == SearchType.REFERENCE && parameter.expression() != null)
                .toList();
    }

    private Clause.@Nullable Chain chain(String type) {
        if (references(type).isEmpty()) {
            return null;
        }
        SearchParameterDefinition reference = pick(references(type));
        String target = target(reference, pick(oracle.resources(type)));
        Clause.Simple next = target == null ? null : simple(target);
        return target == null || next == null ? null : new Clause.Chain(reference, target, next);
    }

    private Clause.@Nullable Has has(String type) {
        String source = type();
        if (references(source).isEmpty()) {
            return null;
        }
        SearchParameterDefinition reference = pick(references(source));
        String target = target(reference, pick(oracle.resources(source)));
        Clause.Simple next = simple(source);
        return !type.equals(target) || next == null ? null : new Clause.Has(source, reference, next);
    }

    private @Nullable String target(SearchParameterDefinition reference, Resource resource) {
        for (Base value : oracle.values(resource, reference)) {
            String text = value instanceof Reference literal ? literal.getReference() : null;
            String type = text == null || text.indexOf('/') < 0 ? null : text.substring(0, text.indexOf('/'));
            if (type != null
                    && Set.copyOf(R4.types().resourceTypes()).contains(type)
                    && (reference.targets().isEmpty() || reference.targets().contains(type))
                    && !oracle.resources(type).isEmpty()) {
                return type;
            }
        }
        return null;
    }
}
