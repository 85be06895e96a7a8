package org.throughline.care.form;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.kernel.Failed;

/** Changes templates step by step, each step giving a new one. Pure. */
public record Builder(Template template) {
    private static final int LONGEST_KEY = 40;

    /** A template with a section at its end. */
    public Template addSection(String title) {
        List<Section> sections = new ArrayList<>(template.sections());
        sections.add(new Section("section-" + key(title), title, List.of(), List.of()));
        return template.with(sections);
    }

    /** A template with a field at the end of a section. */
    public Template addField(String section, String label, Kind kind) {
        Field field = Field.of(key(label), label, kind);
        return sections(each -> each.key().equals(section) ? with(each, append(each.fields(), field)) : each);
    }

    /** The key that something new of this name gets: no other has it. */
    public String key(String label) {
        String plain =
                label.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^[_0-9]+|_+$", "");
        String start = plain.isEmpty() ? "field" : plain.substring(0, Math.min(LONGEST_KEY, plain.length()));
        Set<String> taken = Stream.concat(
                        template.sections().stream().map(Section::key),
                        template.fields().map(Field::key))
                .map(key -> key.replaceFirst("^section-", ""))
                .collect(Collectors.toSet());
        String key = start;
        for (int i = 2; taken.contains(key); i++) {
            key = start + "_" + i;
        }
        return key;
    }

    /** The template with a section's title and condition changed. */
    public Template change(String section, String title, List<Shown> shown) {
        return sections(each -> each.key().equals(section) ? new Section(section, title, shown, each.fields()) : each);
    }

    /** The template with this field in place of the one of its key. */
    public Template change(Field field) {
        return sections(section -> with(
                section,
                section.fields().stream()
                        .map(each -> each.key().equals(field.key()) ? field : each)
                        .toList()));
    }

    /** The template without a section or a field. */
    public Template remove(String key) {
        Template less = template.with(template.sections().stream()
                .filter(section -> !section.key().equals(key))
                .toList());
        return new Builder(less)
                .sections(section -> with(
                        section,
                        section.fields().stream()
                                .filter(field -> !field.key().equals(key))
                                .toList()));
    }

    /** The template with a section or a field one place further up or down among its own. */
    public Template move(String key, boolean up) {
        List<Section> sections = new ArrayList<>(template.sections());
        shift(sections, sections.stream().map(Section::key).toList().indexOf(key), up);
        return new Builder(template.with(sections)).sections(section -> {
            List<Field> fields = new ArrayList<>(section.fields());
            shift(fields, fields.stream().map(Field::key).toList().indexOf(key), up);
            return with(section, fields);
        });
    }

    private static <T> void shift(List<T> list, int at, boolean up) {
        int other = up ? at - 1 : at + 1;
        if (at >= 0 && other >= 0 && other < list.size()) {
            Collections.swap(list, at, other);
        }
    }

    private Template sections(UnaryOperator<Section> edit) {
        return template.with(template.sections().stream().map(edit).toList());
    }

    private static Section with(Section section, List<Field> fields) {
        return new Section(section.key(), section.title(), section.shown(), fields);
    }

    private static List<Field> append(List<Field> fields, Field field) {
        List<Field> more = new ArrayList<>(fields);
        more.add(field);
        return more;
    }

    /** What keeps a template from being used, by the key of what is wrong; empty when nothing does. */
    public Map<String, String> faults() {
        Map<String, String> faults = new HashMap<>();
        Set<String> keys = template.fields().map(Field::key).collect(Collectors.toSet());
        if (keys.isEmpty()) {
            faults.put("", "There is no field yet.");
        }
        template.sections().stream()
                .filter(section -> refersAway(section.shown(), keys))
                .forEach(section -> faults.put(section.key(), "It depends on a field that is not there."));
        template.fields().forEach(field -> fault(field, keys, faults));
        return faults;
    }

    private void fault(Field field, Set<String> keys, Map<String, String> faults) {
        if (refersAway(field.shown(), keys)) {
            faults.put(field.key(), "It depends on a field that is not there.");
        }
        if (field.kind().hasOptions() && field.options().isEmpty()) {
            faults.put(field.key(), "There is nothing to choose.");
        }
        if (field.lands() && field.kind().isMeasured() && field.code() == null) {
            faults.put(field.key(), "To become an observation it needs a LOINC code.");
        }
        if (field.kind() == Kind.SCORE) {
            try {
                Formula.toFhirPath(field.formula(), template);
            } catch (Failed e) {
                faults.put(field.key(), e.failure().message());
            }
        }
    }

    private static boolean refersAway(List<Shown> shown, Set<String> keys) {
        return shown.stream().anyMatch(each -> !keys.contains(each.key()));
    }
}
