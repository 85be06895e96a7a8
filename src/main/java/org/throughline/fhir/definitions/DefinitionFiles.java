package org.throughline.fhir.definitions;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fields of the compiled definitions, in the order in which they are written and read. */
public final class DefinitionFiles {
    /** The compiled files beside this class. */
    public static final String TYPES = "r4-types.bin";

    public static final String SEARCH = "r4-search.bin";
    public static final String CODES = "r4-codes.bin";
    public static final String TERMINOLOGY = "r4-terminology.bin";

    private DefinitionFiles() {}

    /** The file of all types. */
    public static byte[] types(Collection<Types.Raw> types) {
        CompactWriter out = new CompactWriter();
        out.list(types, type -> {
            out.text(type.name());
            out.text(type.kind().name());
            out.flag(type.isAbstract());
            out.text(type.base());
            out.list(type.elements(), element -> write(out, element));
        });
        return out.bytes();
    }

    private static void write(CompactWriter out, ElementDefinition element) {
        out.text(element.name());
        out.number(element.min());
        out.number(element.max());
        out.flag(element.choice());
        out.list(element.types(), type -> {
            out.text(type.name());
            out.texts(type.targets());
        });
        out.flag(element.summary());
        out.flag(element.modifier());
        out.text(element.requiredValueSet());
    }

    static Types readTypes(byte[] bytes) {
        CompactReader in = new CompactReader(bytes);
        return new Types(in.list(() -> new Types.Raw(
                in.text(), TypeKind.valueOf(in.text()), in.flag(), in.optionalText(), in.list(() -> readElement(in)))));
    }

    private static ElementDefinition readElement(CompactReader in) {
        return new ElementDefinition(
                in.text(),
                in.number(),
                in.number(),
                in.flag(),
                in.list(() -> new ElementType(in.text(), in.texts())),
                in.flag(),
                in.flag(),
                in.optionalText());
    }

    /** The file of search parameters and compartments. */
    public static byte[] search(
            Collection<SearchParameterDefinition> parameters, Collection<Compartment> compartments) {
        CompactWriter out = new CompactWriter();
        out.list(parameters, parameter -> write(out, parameter));
        out.list(compartments, compartment -> {
            out.text(compartment.type());
            out.list(compartment.parameters().entrySet(), entry -> {
                out.text(entry.getKey());
                out.texts(entry.getValue());
            });
        });
        return out.bytes();
    }

    private static void write(CompactWriter out, SearchParameterDefinition parameter) {
        out.text(parameter.url());
        out.text(parameter.code());
        out.text(parameter.type().name());
        out.texts(parameter.bases());
        out.text(parameter.expression());
        out.texts(parameter.targets());
        out.list(parameter.components(), component -> {
            out.text(component.definition());
            out.text(component.expression());
        });
        out.texts(parameter.comparators());
        out.texts(parameter.modifiers());
        out.flag(parameter.multipleOr());
        out.flag(parameter.multipleAnd());
        out.text(parameter.description());
    }

    record Search(List<SearchParameterDefinition> parameters, List<Compartment> compartments) {}

    static Search readSearch(byte[] bytes) {
        CompactReader in = new CompactReader(bytes);
        return new Search(
                in.list(() -> new SearchParameterDefinition(
                        in.text(),
                        in.text(),
                        SearchType.valueOf(in.text()),
                        in.texts(),
                        in.optionalText(),
                        in.texts(),
                        in.list(() -> new SearchParameterDefinition.Component(in.text(), in.text())),
                        in.texts(),
                        in.texts(),
                        in.flag(),
                        in.flag(),
                        in.text())),
                in.list(() -> readCompartment(in)));
    }

    private static Compartment readCompartment(CompactReader in) {
        String type = in.text();
        Map<String, List<String>> parameters = new HashMap<>();
        in.list(() -> parameters.put(in.text(), in.texts()));
        return new Compartment(type, parameters);
    }

    /** The file of the value sets that elements require and that can be counted out: address, system, codes. */
    public static byte[] codes(Map<String, Map<String, Set<String>>> valueSets) {
        CompactWriter out = new CompactWriter();
        out.list(valueSets.entrySet(), valueSet -> {
            out.text(valueSet.getKey());
            out.list(valueSet.getValue().entrySet(), system -> {
                out.text(system.getKey());
                out.texts(system.getValue());
            });
        });
        return out.bytes();
    }

    static Map<String, CodeSet> readCodes(byte[] bytes) {
        CompactReader in = new CompactReader(bytes);
        Map<String, CodeSet> sets = new HashMap<>();
        in.list(() -> {
            String url = in.text();
            Map<String, List<String>> bySystem = new HashMap<>();
            in.list(() -> bySystem.put(in.text(), in.texts()));
            return sets.put(url, new CodeSet(url, bySystem));
        });
        return sets;
    }
}
