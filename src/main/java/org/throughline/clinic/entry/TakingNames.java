package org.throughline.clinic.entry;

import java.util.List;
import java.util.Optional;
import org.throughline.care.entry.Concept;
import org.throughline.care.taking.TakingLine;

/** What patients take, as it is typed in one line with how. */
public record TakingNames(TakingLine lines) implements Vocabulary {
    @Override
    public List<Suggestion> find(String typed) {
        return lines.read(typed).stream()
                .map(each -> new Suggestion(each.line(), each.taking().product() == null ? "in these words" : ""))
                .toList();
    }

    @Override
    public Optional<Concept> named(String name) {
        return lines.exact(name).map(each -> each.taking().what());
    }
}
