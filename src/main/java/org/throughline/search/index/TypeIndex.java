package org.throughline.search.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.CodeSet;
import org.throughline.fhir.definitions.Member;
import org.throughline.fhir.definitions.R4;
import org.throughline.fhir.definitions.SearchType;
import org.throughline.fhir.definitions.TypeDefinition;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.fhir.reference.References;
import org.throughline.kernel.Address;
import org.throughline.search.parameter.IndexedPath;
import org.throughline.search.parameter.Path;

/** How resources of one type are walked: the plain paths as one tree, the few others by FHIRPath. */
final class TypeIndex {
    private final Converter converter;
    private final References references;
    private final Step<End> plain = new Step<>();
    private final List<PathIndex> others = new ArrayList<>();
    private final List<CompositeIndex> ofWhole = new ArrayList<>();

    /** What a path's values become. */
    private sealed interface End {}

    private record Values(Places places, Set<SearchType> types) implements End {}

    private record Parts(CompositeIndex composite) implements End {}

    private enum About implements End {
        PATIENT
    }

    TypeIndex(
            TypeDefinition type,
            Iterable<IndexedPath> paths,
            @Nullable Path patient,
            Converter converter,
            References references) {
        this.converter = converter;
        this.references = references;
        paths.forEach(path -> add(type, path));
        List<PlainPath.Part> about = patient == null ? null : PlainPath.parse(patient.expression());
        if (about != null) {
            plain.add(type, about, About.PATIENT);
        }
    }

    private void add(TypeDefinition type, IndexedPath path) {
        List<PlainPath.Part> parts = PlainPath.parse(path.expression());
        if (!path.components().isEmpty()) {
            TypeDefinition element = parts == null ? null : element(type, parts);
            if (parts != null && element != null) {
                CompositeIndex composite = new CompositeIndex(path, type, element, converter);
                if (parts.isEmpty()) {
                    ofWhole.add(composite);
                } else {
                    plain.add(type, parts, new Parts(composite));
                }
            }
        } else if (parts == null || !plain.add(type, parts, new Values(Places.of(path.path()), path.types()))) {
            others.add(new PathIndex(path, converter));
        }
    }

    private static @Nullable TypeDefinition element(TypeDefinition type, List<PlainPath.Part> parts) {
        TypeDefinition at = type;
        for (PlainPath.Part part : parts) {
            List<Member> members = part.members(at);
            if (members.isEmpty()) {
                return null;
            }
            at = members.getFirst().type();
        }
        return at;
    }

    void index(JsonObject resource, Rows rows) {
        plain.walk(resource, (end, member, value) -> arrive(resource, rows, end, member, value));
        for (CompositeIndex composite : ofWhole) {
            composite.index(rows, resource, resource);
        }
        for (PathIndex other : others) {
            other.index(rows, resource);
        }
    }

    private void arrive(JsonObject resource, Rows rows, End end, Member member, Json value) {
        switch (end) {
            case Values(Places places, Set<SearchType> types) -> {
                for (SearchType type : types) {
                    converter.convert(rows, places, type, member.type().name(), value, impliedSystem(member, value));
                }
            }
            case Parts(CompositeIndex composite) -> {
                if (value instanceof JsonObject object) {
                    composite.index(rows, resource, object);
                }
            }
            case About.PATIENT -> about(rows, value);
        }
    }

    private void about(Rows rows, Json value) {
        String text = value instanceof JsonObject reference ? reference.text("reference") : null;
        References.Local local = text == null ? null : references.local(text);
        if (local != null && local.type().equals("Patient")) {
            rows.patient(Address.of(local.type(), local.id()));
        }
    }

    /** The code system that an element of type code is bound to; empty when there is none. */
    static String impliedSystem(Member member, Json value) {
        String valueSet = member.element().requiredValueSet();
        if (valueSet == null || !(value instanceof JsonString(String code))) {
            return "";
        }
        CodeSet codes = R4.requiredCodes(valueSet);
        String system = codes == null ? null : codes.system(code);
        return system == null ? "" : system;
    }
}
