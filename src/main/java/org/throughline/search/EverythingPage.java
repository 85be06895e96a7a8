package org.throughline.search;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.record.Stored;

/**
 * A part of all that there is of a patient.
 *
 * @param resources their bodies are packed
 * @param next what {@link Searches#moreOfEverything} continues with; null on the last page
 */
public record EverythingPage(
        List<Stored> resources, @Nullable String next) {
    public EverythingPage {
        resources = List.copyOf(resources);
    }
}
