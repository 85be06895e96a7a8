package org.throughline.fhir.definitions;

/** What sort of type a {@link TypeDefinition} is. */
public enum TypeKind {
    /** A JSON string, number or boolean, whose id and extensions stand beside it under {@code _name}. */
    PRIMITIVE,
    /** A datatype made of elements, such as {@code Period}. */
    COMPLEX,
    /** The unnamed type of an element that has elements of its own, such as {@code Observation.component}. */
    BACKBONE,
    RESOURCE
}
