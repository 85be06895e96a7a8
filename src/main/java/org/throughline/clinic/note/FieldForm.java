package org.throughline.clinic.note;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.care.form.Field;
import org.throughline.care.form.Formula;
import org.throughline.care.form.Kind;
import org.throughline.care.form.Option;
import org.throughline.care.form.Shown;
import org.throughline.care.form.Template;
import org.throughline.http.Form;
import org.throughline.kernel.Failed;
import org.throughline.terminology.Coding;

/**
 * The form in which a field of a template is changed.
 *
 * @param options one a line: words, what it counts, its code, between bars
 * @param code a LOINC code and its name; empty for none
 */
public record FieldForm(Field field, String options, String code) {
    private static final Pattern CODE = Pattern.compile("(\\d{1,5}-\\d)\\s+(.{1,200})");
    private static final int CONDITIONS = 2;

    static FieldForm of(Field field) {
        Coding coding = field.code();
        return new FieldForm(
                field,
                field.options().stream()
                        .map(option -> String.join(" | ", List.of(option.words(), option.score(), option.code())))
                        .collect(Collectors.joining("\n")),
                coding == null ? "" : coding.code() + " " + coding.display());
    }

    static Kind kind(String name) {
        try {
            return Kind.valueOf(name);
        } catch (IllegalArgumentException e) {
            return Kind.TEXT;
        }
    }

    /** The field as the form says. A formula that cannot be read stays, and is said to be wrong. */
    static Field read(Field before, Form form, Template template) {
        Kind kind = before.kind();
        String formula = kind == Kind.SCORE ? form.value("formula").strip() : "";
        String label = form.value("label").strip();
        return new Field(
                before.key(),
                label.isEmpty() ? before.label() : label,
                kind,
                form.value("help").strip(),
                form.has("required"),
                kind == Kind.NUMBER || kind == Kind.SCORE ? form.value("unit").strip() : "",
                kind.hasOptions() ? options(form.value("options")) : List.of(),
                code(form.value("code").strip()),
                form.has("lands") && kind.isMeasured() ? form.value("category") : "",
                form.has("lands"),
                form.has("last"),
                form.value("initial").equals("reason") ? Field.REASON_OF_VISIT : "",
                shown(form),
                formula,
                expression(formula, template));
    }

    private static String expression(String formula, Template template) {
        try {
            return formula.isEmpty() ? "" : Formula.toFhirPath(formula, template);
        } catch (Failed e) {
            return "";
        }
    }

    private static @Nullable Coding code(String typed) {
        Matcher matcher = CODE.matcher(typed);
        return matcher.matches() ? new Coding(Coding.LOINC, matcher.group(1), matcher.group(2)) : null;
    }

    private static List<Option> options(String lines) {
        List<Option> options = new ArrayList<>();
        for (String line :
                lines.lines().map(String::strip).filter(each -> !each.isEmpty()).toList()) {
            List<String> parts = List.of(line.split("\\s*\\|\\s*", -1));
            String words = parts.getFirst();
            String score = parts.size() > 1 && parts.get(1).matches("-?\\d{1,4}(\\.\\d{1,2})?") ? parts.get(1) : "";
            String code = parts.size() > 2 && !parts.get(2).isEmpty()
                    ? parts.get(2)
                    : words.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
            options.add(new Option(Option.systemOf(code), code, words, score));
        }
        return options;
    }

    /** On what it depends, as the form says: one or two conditions that must hold. */
    static List<Shown> shown(Form form) {
        List<Shown> shown = new ArrayList<>();
        for (int i = 0; i < CONDITIONS; i++) {
            String key = form.value("when-key-" + i);
            String operator = form.value("when-operator-" + i);
            if (!key.isEmpty() && !operator.isEmpty()) {
                String value = form.value("when-value-" + i).strip();
                shown.add(new Shown(key, operator, operator.equals("exists") ? "true" : value));
            }
        }
        return shown;
    }
}
