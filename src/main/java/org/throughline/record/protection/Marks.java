package org.throughline.record.protection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Sensitivity;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;

/**
 * Marks what is sensitive by the codes in it, wherever in the resource they stand: a resource gets the security label
 * of each kind of information that it tells. The rules are lines of {@code sensitive.tsv}.
 */
final class Marks {
    private static final String RULES = "sensitive.tsv";

    private final Map<String, Map<String, String>> exact = new HashMap<>();
    private final Map<String, Map<String, String>> starts = new HashMap<>();
    private final Map<String, Map<String, String>> words = new HashMap<>();

    private Marks() {}

    /** The rules that come with the product. */
    static Marks shipped() {
        Marks marks = new Marks();
        try (InputStream file = Objects.requireNonNull(Marks.class.getResourceAsStream(RULES), RULES);
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(marks::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return marks;
    }

    private void add(String line) {
        String[] fields = line.split("\t", -1);
        String mark = Sensitivity.valueOf(fields[0]).name();
        String code = fields[2];
        if (code.startsWith("~")) {
            of(words, fields[1]).put(code.substring(1), mark);
        } else if (code.endsWith("*")) {
            of(starts, fields[1]).put(code.substring(0, code.length() - 1), mark);
        } else {
            of(exact, fields[1]).put(code, mark);
        }
    }

    private static Map<String, String> of(Map<String, Map<String, String>> rules, String system) {
        return rules.computeIfAbsent(system, ignored -> new HashMap<>());
    }

    /** The resource with the labels that its codes give it; the same when it has them. */
    JsonObject mark(JsonObject resource) {
        // Definitions that name sensitive codes tell nothing of anybody.
        if (TypeClasses.OF_NOBODY.contains(String.valueOf(resource.text("resourceType")))) {
            return resource;
        }
        Set<String> found = new TreeSet<>();
        look(resource, found);
        if (found.isEmpty()) {
            return resource;
        }
        found.removeAll(new HashSet<>(LabelCodes.ofResource(resource)));
        return found.isEmpty() ? resource : with(resource, found);
    }

    /** The resource with these labels beside those that it has. */
    static JsonObject with(JsonObject resource, Set<String> marks) {
        Json given = resource.get("meta");
        if (given != null && !(given instanceof JsonObject)) {
            return resource; // not an object: the check that follows names it
        }
        JsonObject meta = given instanceof JsonObject object ? object : JsonObject.EMPTY;
        List<Json> labels = new ArrayList<>(meta.list("security"));
        for (String mark : marks) {
            labels.add(JsonObject.builder()
                    .add("system", Sensitivity.SYSTEM)
                    .add("code", mark)
                    .build());
        }
        return resource.with("meta", meta.with("security", new JsonArray(labels)));
    }

    private void look(Json json, Set<String> found) {
        switch (json) {
            case JsonObject object -> {
                String system = object.text("system");
                if (system != null) {
                    lookAtCode(system, object, found);
                }
                for (int i = 0; i < object.size(); i++) {
                    if (!object.nameAt(i).equals("meta")) {
                        look(object.valueAt(i), found);
                    }
                }
            }
            case JsonArray array -> array.forEach(element -> look(element, found));
            default -> {}
        }
    }

    private void lookAtCode(String system, JsonObject coding, Set<String> found) {
        String code = coding.text("code");
        if (code == null) {
            return;
        }
        addIfKnown(exact.getOrDefault(system, Map.of()).get(code), found);
        Map<String, String> beginnings = starts.getOrDefault(system, Map.of());
        for (int end = Math.min(code.length(), 6); end >= 3 && !beginnings.isEmpty(); end--) {
            addIfKnown(beginnings.get(code.substring(0, end)), found);
        }
        Map<String, String> names = words.getOrDefault(system, Map.of());
        String display = coding.text("display");
        if (!names.isEmpty() && display != null) {
            for (String word : display.toLowerCase(Locale.ROOT).split("[^a-z]+", -1)) {
                addIfKnown(names.get(word), found);
            }
        }
    }

    private static void addIfKnown(@Nullable String mark, Set<String> found) {
        if (mark != null) {
            found.add(mark);
        }
    }
}
