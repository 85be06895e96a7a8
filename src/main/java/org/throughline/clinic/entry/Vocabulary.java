package org.throughline.clinic.entry;

import java.util.List;
import java.util.Optional;
import org.throughline.care.entry.Concept;

/** Names that a field offers while one types, and what they mean in codes. */
public interface Vocabulary {

    /**
     * A name that fits.
     *
     * @param because what it was found by when that is not the name; empty otherwise
     */
    record Suggestion(String name, String because) {}

    /** The names that fit best to what was typed, the best first. */
    List<Suggestion> find(String typed);

    /** What a name means, or another word for just one of these; empty when it is none. */
    Optional<Concept> named(String name);
}
