package org.throughline.care.form;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.terminology.Coding;

/**
 * Reads a template from lines, as those that come with the product are written:
 *
 * <pre>
 * title: Family medicine visit
 * specialty: Family medicine
 * type: 11506-3
 * == vitals: Vital signs
 * number weight: Weight | unit kg | code 29463-7 Body weight | lands vital-signs | last
 * choice tobacco: Tobacco | code 72166-2 Tobacco smoking status | lands social-history
 * - 266919005 | Never smoked
 * text plan: Plan | when tobacco != 266919005 | help What is done
 * </pre>
 *
 * <p>A field is its kind, key and label, and then what else is to be said of it between bars. An option is its code, its words
 * and what it scores. What begins with {@code #} is passed over.
 */
final class TemplateFile {
    private static final Pattern FIELD = Pattern.compile("([a-z-]+) ([a-z][a-z0-9_]*): ([^|]+)");
    private static final Pattern SECTION = Pattern.compile("== ([a-z][a-z0-9_]*): ([^|]+)");
    private static final Pattern WHEN = Pattern.compile("([a-z][a-z0-9_]*) (exists|>=|<=|!=|=|>|<) ?(.*)");
    private static final Map<String, Kind> KINDS = Map.of("yesno", Kind.YES_NO, "line", Kind.LINE);

    private final String slug;
    private final Map<String, String> head = new HashMap<>();
    private final Map<String, Field> fields = new HashMap<>();
    private final List<Section> sections = new ArrayList<>();
    private final List<Field> open = new ArrayList<>();
    private @Nullable Section begun;

    private TemplateFile(String slug) {
        this.slug = slug;
    }

    /**
     * Reads a file.
     *
     * @param slug the file's name, which becomes the template's address
     * @throws Failed with {@link Failure.Invalid} that names the line that cannot be read
     */
    static Template read(String slug, List<String> lines) {
        TemplateFile file = new TemplateFile(slug);
        for (String line : lines) {
            if (!line.isBlank() && !line.startsWith("#")) {
                file.line(line.strip());
            }
        }
        return file.template();
    }

    private Template template() {
        close();
        return new Template(
                "",
                "urn:throughline:template:" + slug,
                "1",
                "active",
                head.getOrDefault("title", slug),
                head.getOrDefault("specialty", ""),
                NoteTypes.of(head.getOrDefault("type", "")),
                sections);
    }

    private void line(String line) {
        List<String> parts = List.of(line.split(" *\\| *", -1));
        Matcher section = SECTION.matcher(parts.getFirst());
        Matcher field = FIELD.matcher(parts.getFirst());
        if (line.startsWith("- ")) {
            option(line, parts);
        } else if (section.matches()) {
            close();
            begun = new Section("section-" + section.group(1), section.group(2).strip(), shown(parts), List.of());
        } else if (field.matches() && begun != null) {
            add(field(field, parts));
        } else {
            int colon = line.indexOf(": ");
            if (colon < 0 || begun != null) {
                throw wrong(line);
            }
            head.put(line.substring(0, colon), line.substring(colon + 2));
        }
    }

    private void close() {
        Section section = begun;
        if (section != null) {
            sections.add(new Section(section.key(), section.title(), section.shown(), open));
            open.clear();
        }
    }

    private void add(Field field) {
        open.add(field);
        fields.put(field.key(), field);
    }

    private void option(String line, List<String> parts) {
        if (open.isEmpty() || parts.size() < 2) {
            throw wrong(line);
        }
        String code = parts.getFirst().substring(2);
        Field field = open.removeLast();
        List<Option> options = new ArrayList<>(field.options());
        options.add(new Option(Option.systemOf(code), code, parts.get(1), parts.size() > 2 ? parts.get(2) : ""));
        add(field.with(options));
    }

    private Field field(Matcher line, List<String> parts) {
        String word = line.group(1);
        Kind kind = KINDS.containsKey(word) ? KINDS.get(word) : kind(word);
        String lands = attribute(parts, "lands");
        String code = attribute(parts, "code");
        int blank = code.indexOf(' ');
        String formula = attribute(parts, "formula");
        return new Field(
                line.group(2),
                line.group(3).strip(),
                kind,
                attribute(parts, "help"),
                parts.contains("required"),
                attribute(parts, "unit"),
                List.of(),
                blank < 0 ? null : new Coding(Coding.LOINC, code.substring(0, blank), code.substring(blank + 1)),
                lands,
                !lands.isEmpty() || parts.contains("lands"),
                parts.contains("last"),
                parts.contains("reason of visit") ? Field.REASON_OF_VISIT : "",
                shown(parts),
                formula,
                formula.isEmpty() ? "" : Formula.toFhirPath(formula, fields));
    }

    private static Kind kind(String word) {
        try {
            return Kind.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw wrong(word);
        }
    }

    private static String attribute(List<String> parts, String name) {
        return parts.stream()
                .filter(part -> part.startsWith(name + " "))
                .map(part -> part.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    private static List<Shown> shown(List<String> parts) {
        return parts.stream()
                .filter(part -> part.startsWith("when "))
                .map(part -> part.substring(5))
                .map(TemplateFile::condition)
                .toList();
    }

    private static Shown condition(String text) {
        Matcher when = WHEN.matcher(text);
        if (!when.matches()) {
            throw wrong(text);
        }
        String operator = when.group(2);
        String value = when.group(3);
        return new Shown(when.group(1), operator, operator.equals("exists") && value.isEmpty() ? "true" : value);
    }

    private static Failed wrong(String line) {
        return new Failed(new Failure.Invalid("structure", "template", "This line cannot be read: " + line));
    }
}
