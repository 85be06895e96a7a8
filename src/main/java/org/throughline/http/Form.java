package org.throughline.http;

import java.util.List;

/**
 * The fields of a form that was sent.
 *
 * @param uploads the files that were sent with it
 */
public record Form(List<Parameter> fields, List<Upload> uploads) {
    /** No field. */
    public static final Form EMPTY = new Form(List.of());

    public Form {
        fields = List.copyOf(fields);
        uploads = List.copyOf(uploads);
    }

    /** Without files. */
    public Form(List<Parameter> fields) {
        this(fields, List.of());
    }

    /** What stands in a field; empty when there is no such field. */
    public String value(String name) {
        return values(name).stream().findFirst().orElse("");
    }

    /** What stands in all fields of that name, such as boxes that are ticked. */
    public List<String> values(String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .map(Parameter::value)
                .toList();
    }

    public boolean has(String name) {
        return !values(name).isEmpty();
    }
}
