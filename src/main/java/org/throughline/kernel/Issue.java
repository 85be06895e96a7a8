package org.throughline.kernel;

/**
 * One thing that is wrong with what a caller sent.
 *
 * @param code a code of FHIR's issue-type, for example {@code required}, {@code structure}, {@code code-invalid}
 * @param element the element or parameter at fault, as the caller would name it ({@code Observation.status},
 *     {@code ?birthdate}); empty when the fault is not of one element
 * @param message what is wrong and what is allowed, for a person; never a class name, SQL or a value of a record
 */
public record Issue(String code, String element, String message) {}
