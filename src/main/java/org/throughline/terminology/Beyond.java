package org.throughline.terminology;

import java.util.List;
import org.throughline.fhir.definitions.ValueSet.Filter;

/**
 * Codes that a catalogue offers beyond its own, when they are loaded.
 *
 * @param system the address of the code system
 * @param below the code that is above all that is offered; empty for all of the system
 */
public record Beyond(String system, String below) {
    List<Filter> filters() {
        return below.isEmpty() ? List.of() : List.of(new Filter("concept", "is-a", below));
    }
}
