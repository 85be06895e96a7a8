package org.throughline.care.form;

import java.util.List;

/** Fields under a heading. */
public record Section(String key, String title, List<Shown> shown, List<Field> fields) {
    public Section {
        shown = List.copyOf(shown);
        fields = List.copyOf(fields);
    }
}
