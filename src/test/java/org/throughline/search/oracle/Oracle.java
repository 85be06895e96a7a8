package org.throughline.search.oracle;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.fhirpath.IFhirPath;
import ca.uhn.fhir.fhirpath.IFhirPathEvaluationContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.SearchParameterDefinition;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonWriter;

/** Searches by looking at every resource. */
final class Oracle {
    private final Map<String, List<Resource>> byType = new HashMap<>();
    private final Map<String, Resource> byReference = new HashMap<>();
    private final Map<String, List<Base>> values = new HashMap<>();
    private final IFhirPath paths;

    Oracle(List<JsonObject> resources) {
        FhirContext context = FhirContext.forR4Cached();
        this.paths = context.newFhirPath();
        paths.setEvaluationContext(new Resolver());
        for (JsonObject json : resources) {
            Resource resource = (Resource) context.newJsonParser().parseResource(JsonWriter.text(json));
            byType.computeIfAbsent(resource.fhirType(), _ -> new ArrayList<>()).add(resource);
            byReference.put(reference(resource), resource);
        }
    }

    private static String reference(Resource resource) {
        return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    }

    Set<String> types() {
        return new TreeSet<>(byType.keySet());
    }

    List<Resource> resources(String type) {
        return byType.getOrDefault(type, List.of());
    }

    /** The ids of the resources of the type for which all of the clauses hold. */
    Set<String> search(String type, List<Clause> clauses) {
        Set<String> found = new TreeSet<>();
        for (Resource resource : resources(type)) {
            if (clauses.stream().allMatch(clause -> holds(resource, clause))) {
                found.add(resource.getIdElement().getIdPart());
            }
        }
        return found;
    }

    private boolean holds(Resource resource, Clause clause) {
        return switch (clause) {
            case Clause.Simple simple -> holds(resource, simple);
            case Clause.Chain(var reference, String type, var next) ->
                targets(resource, reference).stream()
                        .filter(target -> target.fhirType().equals(type))
                        .anyMatch(target -> holds(target, next));
            case Clause.Has(String type, var reference, var next) ->
                resources(type).stream()
                        .filter(source -> targets(source, reference).contains(resource))
                        .anyMatch(source -> holds(source, next));
        };
    }

    private List<Resource> targets(Resource resource, SearchParameterDefinition reference) {
        List<Resource> targets = new ArrayList<>();
        for (Base value : values(resource, reference)) {
            if (value instanceof Reference literal) {
                Resource target = byReference.get(String.valueOf(literal.getReference()));
                if (target != null) {
                    targets.add(target);
                }
            }
        }
        return targets;
    }

    private boolean holds(Resource resource, Clause.Simple clause) {
        List<Base> found = values(resource, clause.parameter());
        return switch (clause.modifier()) {
            case "missing" -> found.isEmpty() == clause.values().getFirst().equals("true");
            case "not" -> clause.values().stream().noneMatch(value -> any(found, clause, value));
            default -> clause.values().stream().anyMatch(value -> any(found, clause, value));
        };
    }

    private static boolean any(List<Base> found, Clause.Simple clause, String value) {
        return found.stream()
                .anyMatch(base -> Matching.matches(base, clause.parameter().type(), clause.modifier(), value));
    }

    /** What a parameter's FHIRPath gives for a resource. */
    List<Base> values(Resource resource, SearchParameterDefinition parameter) {
        return values.computeIfAbsent(parameter.url() + " " + reference(resource), _ -> {
            String expression = Objects.requireNonNull(parameter.expression());
            // HAPI cannot unite quantities, so the alternatives are worked out one by one.
            return Arrays.stream(expression.split(" \\| ", -1))
                    .flatMap(part -> paths.evaluate(resource, part, IBase.class).stream())
                    .map(Base.class::cast)
                    .filter(Matching::isSearchable)
                    .toList();
        });
    }

    /** Resolves a reference to an empty resource of its type, which is all that {@code resolve() is} asks. */
    private static final class Resolver implements IFhirPathEvaluationContext {
        @Override
        public @Nullable IBase resolveReference(IIdType id, @Nullable IBase context) {
            String type = new IdType(id.getValue()).getResourceType();
            return type == null
                    ? null
                    : FhirContext.forR4Cached().getResourceDefinition(type).newInstance();
        }
    }
}
