package org.throughline.fhir.definitions;

/**
 * An element as one JSON property: a choice of eleven types has eleven members.
 *
 * @param name the JSON name: {@code valueQuantity}
 * @param sibling where a primitive's id and extensions stand: {@code _birthDate}
 * @param use the type with its reference targets
 * @param type the structure of its value
 */
public record Member(String name, String sibling, ElementDefinition element, ElementType use, TypeDefinition type) {}
