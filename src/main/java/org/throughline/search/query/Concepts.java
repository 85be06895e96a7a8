package org.throughline.search.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a query needs to know of code systems and value sets. */
public interface Concepts {

    /** A code in its system. */
    record Concept(String system, String code) {}

    /** The codes of a value set; null when it, or something that it is made of, is not loaded. */
    @Nullable
    List<Concept> valueSet(String url);

    /** A code and all below it in its system's hierarchy; null when the system is not loaded. */
    @Nullable
    List<Concept> below(String system, String code);

    /** A code and all above it in its system's hierarchy; null when the system is not loaded. */
    @Nullable
    List<Concept> above(String system, String code);
}
