package org.throughline.fhir.definitions;

import java.util.List;
import org.throughline.fhir.definitions.ValueSet.Coded;
import org.throughline.fhir.definitions.ValueSet.Filter;
import org.throughline.fhir.definitions.ValueSet.Rule;

/** The fields of the compiled code systems and value sets, in the order in which they are written and read. */
public final class TerminologyFile {
    private TerminologyFile() {}

    public static byte[] of(Terminology terminology) {
        CompactWriter out = new CompactWriter();
        out.list(terminology.codeSystems(), system -> write(out, system));
        out.list(terminology.valueSets(), valueSet -> write(out, valueSet));
        return out.bytes();
    }

    static Terminology read(byte[] bytes) {
        CompactReader in = new CompactReader(bytes);
        return new Terminology(in.list(() -> readCodeSystem(in)), in.list(() -> readValueSet(in)));
    }

    private static void write(CompactWriter out, CodeSystem system) {
        CodeSystem.Header header = system.header();
        out.text(header.url());
        out.text(header.version());
        out.text(header.name());
        out.text(header.title());
        out.flag(header.complete());
        out.flag(header.caseSensitive());
        out.list(system.select(List.of()).concepts(), concept -> {
            out.text(concept.code());
            out.text(concept.display());
            out.text(concept.definition());
            out.texts(concept.parents());
        });
    }

    private static CodeSystem readCodeSystem(CompactReader in) {
        CodeSystem.Header header =
                new CodeSystem.Header(in.text(), in.text(), in.text(), in.text(), in.flag(), in.flag());
        List<Concept> concepts =
                in.list(() -> new Concept(in.text(), in.optionalText(), in.optionalText(), in.texts()));
        return new ListedSystem(header, concepts);
    }

    private static void write(CompactWriter out, ValueSet valueSet) {
        out.text(valueSet.url());
        out.text(valueSet.version());
        out.text(valueSet.name());
        out.text(valueSet.title());
        out.list(valueSet.includes(), rule -> write(out, rule));
        out.list(valueSet.excludes(), rule -> write(out, rule));
    }

    private static void write(CompactWriter out, Rule rule) {
        out.text(rule.system());
        out.list(rule.concepts(), coded -> {
            out.text(coded.system());
            out.text(coded.code());
            out.text(coded.display());
        });
        out.list(rule.filters(), filter -> {
            out.text(filter.property());
            out.text(filter.op());
            out.text(filter.value());
        });
        out.texts(rule.valueSets());
    }

    private static ValueSet readValueSet(CompactReader in) {
        return new ValueSet(
                in.text(), in.text(), in.text(), in.text(), in.list(() -> readRule(in)), in.list(() -> readRule(in)));
    }

    private static Rule readRule(CompactReader in) {
        return new Rule(
                in.optionalText(),
                in.list(() -> new Coded(in.text(), in.text(), in.optionalText())),
                in.list(() -> new Filter(in.text(), in.text(), in.text())),
                in.texts());
    }
}
