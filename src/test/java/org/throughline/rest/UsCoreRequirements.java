package org.throughline.rest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The searches that a US Core test kit's list of requirements asks for. The list is YAML of one shape, so it is read by
 * its indentation: two blanks before a section's name, four before a search or a parameter, six before what a parameter
 * has.
 */
final class UsCoreRequirements {
    private final List<Group> groups = new ArrayList<>();
    private String section = "";
    private String key = "";
    private Parameter parameter = Parameter.empty();

    private UsCoreRequirements() {}

    /** What is asked for one profile. */
    record Group(
            Map<String, String> facts,
            List<List<String>> searches,
            Map<String, Parameter> parameters,
            List<String> includes,
            List<String> revincludes,
            Set<String> mustSupports) {
        String type() {
            return facts.getOrDefault("resource", "");
        }

        String profile() {
            return facts.getOrDefault("profile_url", "");
        }
    }

    /**
     * @param paths where its values are in a resource, without the type's name
     * @param facts what else is said of it
     * @param values some that are legal; empty when any is
     */
    record Parameter(List<String> paths, Map<String, String> facts, List<String> values) {
        static Parameter empty() {
            return new Parameter(new ArrayList<>(), new HashMap<>(), new ArrayList<>());
        }

        boolean takesSeveral() {
            return "SHALL".equals(facts.get("multiple_or"));
        }
    }

    static List<Group> read(Path file) throws IOException {
        UsCoreRequirements reader = new UsCoreRequirements();
        Files.readAllLines(file).forEach(reader::line);
        return reader.groups;
    }

    private void line(String line) {
        if (line.startsWith("- :name: ")) {
            groups.add(new Group(
                    new HashMap<>(),
                    new ArrayList<>(),
                    new HashMap<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new LinkedHashSet<>()));
            section = "";
        } else if (!groups.isEmpty() && line.startsWith("  :")) {
            section = name(line);
            groups.getLast().facts().put(section, value(line));
        } else if (!groups.isEmpty()) {
            inSection(groups.getLast(), line);
        }
    }

    private void inSection(Group group, String line) {
        switch (section) {
            case "searches" -> inSearches(group, line);
            case "search_definitions" -> inParameters(group, line);
            case "include_params" -> group.includes().add(item(line));
            case "must_supports" -> inMustSupports(group, line);
            case "revincludes" -> group.revincludes().add(item(line));
            default -> {}
        }
    }

    private void inSearches(Group group, String line) {
        if (line.startsWith("  - ")) {
            group.searches().add(new ArrayList<>());
        }
        if (line.startsWith("    - ")) {
            if (key.equals("names")) {
                group.searches().getLast().add(item(line));
            }
        } else {
            key = name(line);
        }
    }

    private void inParameters(Group group, String line) {
        if (line.startsWith("    :")) {
            parameter = Parameter.empty();
            group.parameters().put(name(line), parameter);
        } else if (line.startsWith("      :")) {
            key = name(line);
            parameter.facts().put(key, value(line));
        } else if (line.startsWith("      - ") && key.equals("paths")) {
            parameter.paths().add(item(line));
        } else if (line.startsWith("      - ") && key.equals("values")) {
            parameter.values().add(item(line));
        }
    }

    /** Elements and slices; an extension is named by the element that it is on. */
    private static void inMustSupports(Group group, String line) {
        if (line.matches("    (- |  ):path: .*")) {
            group.mustSupports().add(item(line.replaceFirst("^.*:path: ", "- ")));
        }
    }

    private static String name(String line) {
        return line.replaceFirst("^[ -]*:", "").replaceFirst(":( .*)?$", "");
    }

    private static String value(String line) {
        return line.replaceFirst("^[ -]*:[^ ]*:", "").strip();
    }

    private static String item(String line) {
        return line.replaceFirst("^ *- ", "").replaceAll("^'|'$", "");
    }
}
