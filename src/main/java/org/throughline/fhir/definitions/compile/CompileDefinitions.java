package org.throughline.fhir.definitions.compile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.throughline.fhir.definitions.Compartment;
import org.throughline.fhir.definitions.DefinitionFiles;
import org.throughline.fhir.definitions.ElementDefinition;
import org.throughline.fhir.definitions.Expansion;
import org.throughline.fhir.definitions.SearchParameterDefinition;
import org.throughline.fhir.definitions.Terminology;
import org.throughline.fhir.definitions.TerminologyFile;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.definitions.ValueSet;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;

/**
 * The build step: {@code CompileDefinitions <classes directory>}. It reads the published definitions from the class path
 * and does nothing when its files are newer than its own classes.
 */
public final class CompileDefinitions {
    private static final String PUBLISHED = "/org/hl7/fhir/r4/model/";

    private final TypeSource types = new TypeSource();
    private final TerminologySource terminology = new TerminologySource();
    private final List<Compartment> compartments = new ArrayList<>();

    private CompileDefinitions() {}

    public static void main(String[] arguments) throws Exception {
        Path room = Path.of(arguments[0]).resolve("org/throughline/fhir/definitions");
        Path last = room.resolveSibling("units").resolve("ucum.tsv");
        if (!Files.exists(last) || newestClass(room).compareTo(Files.getLastModifiedTime(last)) > 0) {
            new CompileDefinitions().run(room);
            Files.writeString(room.resolveSibling("units").resolve("ucum.tsv"), units());
        }
    }

    private static FileTime newestClass(Path room) throws IOException {
        try (Stream<Path> files = Files.walk(room)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .map(CompileDefinitions::modified)
                    .max(FileTime::compareTo)
                    .orElseThrow();
        }
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(Path room) throws IOException {
        for (String file : List.of("profile/profiles-types.xml", "profile/profiles-resources.xml")) {
            Xml.resources(published(file), this::take);
        }
        for (String file : List.of("valueset/valuesets.xml", "valueset/v2-tables.xml", "valueset/v3-codesystems.xml")) {
            Xml.resources(published(file), this::take);
        }
        Terminology all = terminology.terminology();
        Files.write(room.resolve(DefinitionFiles.TYPES), DefinitionFiles.types(types.types()));
        Files.write(room.resolve(DefinitionFiles.SEARCH), DefinitionFiles.search(searchParameters(), compartments));
        Files.write(room.resolve(DefinitionFiles.CODES), DefinitionFiles.codes(requiredCodes(all)));
        Files.write(room.resolve(DefinitionFiles.TERMINOLOGY), TerminologyFile.of(all));
    }

    private static String units() throws Exception {
        try (InputStream in = CompileDefinitions.class.getResourceAsStream("/ucum-essence.xml")) {
            return UnitSource.lines(Objects.requireNonNull(in));
        }
    }

    private static InputStream published(String file) {
        return Objects.requireNonNull(CompileDefinitions.class.getResourceAsStream(PUBLISHED + file), file);
    }

    private void take(Xml resource) {
        switch (resource.name()) {
            case "StructureDefinition" -> types.add(resource);
            case "CodeSystem" -> terminology.addCodeSystem(resource);
            case "ValueSet" -> terminology.addValueSet(resource);
            case "CompartmentDefinition" -> compartments.add(compartment(resource));
            default -> {
                // Operations and capability statements: nothing here needs them.
            }
        }
    }

    private static Compartment compartment(Xml resource) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        resource.all("resource")
                .forEach(entry -> parameters.put(
                        entry.require("code"),
                        entry.all("param")
                                .map(parameter -> Objects.requireNonNull(parameter.value()))
                                .toList()));
        parameters.values().removeIf(List::isEmpty);
        return new Compartment(resource.require("code"), parameters);
    }

    private static List<SearchParameterDefinition> searchParameters() throws IOException {
        try (InputStream in = published("sp/search-parameters.json")) {
            return JsonReader.readObject(in.readAllBytes()).objects("entry").stream()
                    .map(entry -> Objects.requireNonNull(entry.object("resource")))
                    .map((JsonObject resource) -> SearchParameterDefinition.of(resource))
                    .toList();
        }
    }

    private Map<String, Map<String, Set<String>>> requiredCodes(Terminology all) {
        Set<String> required = new TreeSet<>();
        for (Types.Raw type : types.types()) {
            type.elements().stream()
                    .map(ElementDefinition::requiredValueSet)
                    .filter(Objects::nonNull)
                    .forEach(required::add);
        }
        Map<String, Map<String, Set<String>>> codes = new LinkedHashMap<>();
        for (String url : required) {
            ValueSet valueSet = all.valueSet(url);
            Expansion expansion = valueSet == null ? null : all.expand(valueSet);
            if (expansion != null && expansion.missing().isEmpty()) {
                Map<String, Set<String>> bySystem = new LinkedHashMap<>();
                expansion
                        .codes()
                        .forEach(coded -> bySystem.computeIfAbsent(coded.system(), ignored -> new LinkedHashSet<>())
                                .add(coded.code()));
                codes.put(url, bySystem);
            }
        }
        return codes;
    }
}
