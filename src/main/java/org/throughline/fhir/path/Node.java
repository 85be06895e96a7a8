package org.throughline.fhir.path;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.Json;

/** One thing that an expression gives: an {@link Element} of the resource, or a {@link Value} that was worked out. */
public sealed interface Node permits Element, Value {
    /** The FHIR type: {@code Quantity}, {@code code}, {@code Patient}; for an unnamed structure its base, {@code BackboneElement}. */
    String type();

    /** Whether it is of this FHIR type or of one that specialises it. */
    boolean is(String type);

    /** Its JSON; null for a primitive that has only extensions. */
    @Nullable
    Json json();

    /** Where it stands: {@code Observation.component[2].code}; empty for a value that was worked out. */
    String path();

    /** The value that operators work on; null for an element that is neither a primitive with a value nor a Quantity. */
    @Nullable
    Value value();

    /** The child elements of this FHIRPath name ({@code value}, not {@code valueQuantity}). */
    List<Node> children(String name);

    /** All child elements. */
    List<Node> children();
}
