package org.throughline.search.parameter;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.Compartment;
import org.throughline.fhir.definitions.Definitions;
import org.throughline.fhir.definitions.Member;
import org.throughline.fhir.definitions.SearchType;
import org.throughline.fhir.definitions.TypeDefinition;
import org.throughline.fhir.definitions.Types;

/** All search parameters in force, by type and name. */
public final class Registry {
    /** Which parameter says whom a resource is about, where several put it into a patient's compartment. */
    private static final List<String> ABOUT =
            List.of("patient", "subject", "individual", "beneficiary", "recipient", "policy-holder", "participant");

    /** R4 leaves these out of the patient's compartment. They are about whom they are for, or in whom they are. */
    private static final Map<String, List<String>> BESIDE =
            Map.of("Task", List.of("patient"), "Device", List.of("patient"));

    private final Types types;
    private final Set<String> words;
    private final Map<String, TypeParameters> byType = new HashMap<>();
    private final Map<String, Path> patientPaths = new HashMap<>();
    private final Map<String, Compartment> compartments = new HashMap<>();
    private final Map<Path, Boolean> single = new ConcurrentHashMap<>();

    /**
     * @param compartments the compartments that can be searched; the patient's also says whom a resource is about
     * @param words the types whose words {@code _text} and {@code _content} find
     * @throws IllegalStateException when two paths have the same number, whose rows could not be told apart
     */
    public Registry(Definitions definitions, Collection<Compartment> compartments, Set<String> words) {
        this.types = definitions.types();
        this.words = Set.copyOf(words);
        types.resourceTypes()
                .forEach(type ->
                        byType.put(type, new TypeParameters(definitions, types.require(type), words.contains(type))));
        compartments.forEach(compartment -> this.compartments.put(compartment.type(), compartment));
        types.resourceTypes().forEach(this::findPatientPath);
        refuseCollisions();
    }

    private void refuseCollisions() {
        Map<Integer, Path> seen = new HashMap<>();
        for (TypeParameters parameters : byType.values()) {
            for (IndexedPath indexed : parameters.paths()) {
                for (Path path : List.of(
                        indexed.path(),
                        indexed.path().identifiers(),
                        indexed.path().texts())) {
                    Path other = seen.putIfAbsent(path.id(), path);
                    if (other != null && !other.equals(path)) {
                        throw new IllegalStateException("Two search paths have the same number: " + path.type() + " "
                                + path.expression() + " and " + other.type() + " " + other.expression());
                    }
                }
            }
        }
    }

    public Types types() {
        return types;
    }

    /** Whether {@code _text} and {@code _content} find resources of this type. */
    public boolean findsWords(String type) {
        return words.contains(type);
    }

    /** The parameter of this name that all of these types have; null when there is none. */
    public @Nullable Parameter parameter(List<String> on, String name) {
        if (on.size() == 1) {
            return of(on.getFirst()).parameters().get(name);
        }
        List<Parameter.Source> sources = new ArrayList<>();
        Parameter last = null;
        for (String type : on) {
            Parameter parameter = of(type).parameters().get(name);
            if (parameter == null || (last != null && last.type() != parameter.type())) {
                return null;
            }
            sources.addAll(parameter.sources());
            last = parameter;
        }
        return last == null ? null : new Parameter(name, last.type(), sources, targets(on, name), last.components());
    }

    private List<String> targets(List<String> on, String name) {
        List<List<String>> all = on.stream()
                .map(type ->
                        Objects.requireNonNull(of(type).parameters().get(name)).targets())
                .toList();
        return all.stream().anyMatch(List::isEmpty)
                ? List.of()
                : all.stream().flatMap(List::stream).distinct().toList();
    }

    /** All parameters of a type by name. */
    public Collection<Parameter> parameters(String type) {
        return of(type).parameters().values();
    }

    /** The parameters of a type that are references. */
    public List<Parameter> references(String type) {
        return parameters(type).stream()
                .filter(parameter -> parameter.type() == SearchType.REFERENCE)
                .toList();
    }

    /** The paths by which something of any type may refer to a resource of this type. */
    public List<Path> pathsTo(String target) {
        Stream<Path> searched = types.resourceTypes().stream()
                .flatMap(type -> references(type).stream())
                .filter(parameter -> parameter.mayPointTo(target))
                .flatMap(parameter -> parameter.paths().stream());
        return Stream.concat(searched, target.equals("Binary") ? AccessPaths.toBinary().stream() : Stream.of())
                .distinct()
                .toList();
    }

    /** The paths by which a resource of this type says what it belongs to. */
    public List<Path> pathsOfOwner(String type) {
        return switch (type) {
            case "Binary" ->
                AccessPaths.of(type).stream()
                        .map(expression -> Path.of(type, expression))
                        .toList();
            case "Provenance" ->
                Objects.requireNonNull(of(type).parameters().get("target")).paths();
            default -> List.of();
        };
    }

    /** The paths by which something says that it is about a result. */
    public List<Path> pathsToResult() {
        return AccessPaths.toResult(
                (type, name) -> Objects.requireNonNull(of(type).parameters().get(name)));
    }

    /** What is to be indexed of a type. */
    public Collection<IndexedPath> paths(String type) {
        return of(type).paths();
    }

    private TypeParameters of(String type) {
        TypeParameters parameters = byType.get(type);
        if (parameters == null) {
            throw new IllegalArgumentException("R4 has no resource type " + type);
        }
        return parameters;
    }

    /** The compartment around a type; null when there is none. */
    public @Nullable Compartment compartment(String centre) {
        return compartments.get(centre);
    }

    /** The condition that a resource is in a compartment, by whichever of its references puts it there. */
    public List<Parameter> compartmentParameters(String centre, String type) {
        Compartment compartment = compartments.get(centre);
        List<String> codes = compartment == null ? List.of() : compartment.parametersOf(type);
        return parameters(type).stream()
                .filter(parameter -> codes.contains(parameter.name()))
                .toList();
    }

    /**
     * The path that says which patient a resource of this type is about; null when none does, and for Patient, which is
     * about itself.
     */
    public @Nullable Path patientPath(String type) {
        return patientPaths.get(type);
    }

    /** Whether a resource has at most one value at this path: only plain steps, to elements that do not repeat. */
    public boolean isSingle(Path path) {
        return single.computeIfAbsent(path, this::stepsDoNotRepeat);
    }

    private boolean stepsDoNotRepeat(Path path) {
        TypeDefinition at = types.require(path.type());
        String[] names = path.expression().split("\\.", -1);
        for (int i = 1; i < names.length; i++) {
            if (names[i].startsWith("ofType(")) {
                continue;
            }
            List<Member> members = at.members(names[i]);
            if (members.isEmpty() || members.getFirst().element().repeats()) {
                return false;
            }
            at = members.getFirst().type();
        }
        return names.length > 1;
    }

    private void findPatientPath(String type) {
        Compartment patient = compartments.get("Patient");
        if (patient == null || type.equals("Patient")) {
            return;
        }
        List<String> codes = BESIDE.getOrDefault(type, patient.parametersOf(type));
        // "patient" itself is rarely among them, but where it is a parameter it names the same place.
        String code = ABOUT.stream()
                .filter(about -> codes.contains(about) || (about.equals("patient") && codes.contains("subject")))
                .filter(of(type).parameters()::containsKey)
                .findFirst()
                .orElse(codes.stream().findFirst().orElse(null));
        Parameter parameter = code == null ? null : of(type).parameters().get(code);
        if (parameter != null) {
            patientPaths.put(type, parameter.sources().getFirst().path());
        }
    }
}
