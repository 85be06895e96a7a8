package org.throughline.search.sql;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.throughline.fhir.definitions.Compartment;
import org.throughline.fhir.definitions.SearchType;
import org.throughline.search.parameter.Parameter;
import org.throughline.search.parameter.Path;
import org.throughline.search.parameter.Registry;

/**
 * The places in resources that say what belongs to a patient, worked out once.
 *
 * @param inside salts of the references that put a resource into a patient's compartment
 * @param references numbers of the paths that may lead out of the compartment
 * @param salts their salts, in the same order
 * @param notOfCare keys of the dates that are not of care: every other date of a resource in the compartment is
 */
public record EverythingPaths(long[] inside, int[] references, long[] salts, long[] notOfCare) {
    private static final Set<String> NOT_OF_CARE = Set.of("birthdate", "death-date");

    public static EverythingPaths of(Registry registry) {
        Compartment compartment = registry.compartment("Patient");
        List<String> members = compartment == null
                ? List.of("Patient")
                : registry.types().resourceTypes().stream()
                        .filter(type -> type.equals("Patient")
                                || !compartment.parametersOf(type).isEmpty())
                        .toList();
        List<Path> references = parameters(registry, members)
                .filter(parameter -> parameter.type() == SearchType.REFERENCE)
                .filter(parameter -> parameter.targets().isEmpty() || !members.containsAll(parameter.targets()))
                .flatMap(parameter -> parameter.sources().stream())
                .filter(source -> source.target() == null || !members.contains(source.target()))
                .map(Parameter.Source::path)
                .distinct()
                .toList();
        return new EverythingPaths(
                salts(members.stream()
                        .flatMap(type -> registry.compartmentParameters("Patient", type).stream())
                        .filter(parameter -> parameter.mayPointTo("Patient"))
                        .flatMap(parameter -> parameter.paths().stream())),
                references.stream().mapToInt(Path::id).toArray(),
                references.stream().mapToLong(Path::salt).toArray(),
                salts(parameters(registry, members)
                        .filter(parameter -> parameter.type() == SearchType.DATE)
                        .filter(parameter -> NOT_OF_CARE.contains(parameter.name()))
                        .flatMap(parameter -> parameter.paths().stream())));
    }

    private static Stream<Parameter> parameters(Registry registry, List<String> types) {
        return types.stream().flatMap(type -> registry.parameters(type).stream());
    }

    private static long[] salts(Stream<Path> paths) {
        return paths.mapToLong(Path::salt).distinct().toArray();
    }

    /** The keys of references to this patient. */
    long[] keys(long patient) {
        return Arrays.stream(inside).map(salt -> patient ^ salt).toArray();
    }
}
