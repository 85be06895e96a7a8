package org.throughline.fhir.path;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All functions by name. */
final class Functions {
    private static final Map<String, Entry> ALL = all();

    private Functions() {}

    /** A function with the least and the most arguments that it takes. */
    record Entry(int least, int most, Function function) {}

    /** The function of a name; null when there is none. */
    static @Nullable Entry find(String name) {
        return ALL.get(name);
    }

    private static Map<String, Entry> all() {
        Map<String, Entry> all = new HashMap<>();
        ExistenceFunctions.add(all);
        FilterFunctions.add(all);
        StringFunctions.add(all);
        EncodingFunctions.add(all);
        ConversionFunctions.add(all);
        MathFunctions.add(all);
        BoundaryFunctions.add(all);
        FhirFunctions.add(all);
        return Map.copyOf(all);
    }
}
