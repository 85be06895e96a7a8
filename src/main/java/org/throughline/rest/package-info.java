/**
 * The FHIR R4 REST API: one class per interaction ({@link org.throughline.rest.Read}, {@link
 * org.throughline.rest.Create}, …), one per operation. {@link org.throughline.rest.FhirApi} is the door: it knows who
 * calls, finds the interaction, maps every failure to an OperationOutcome in one place and audits. It may import every
 * room below and holds no SQL; it never imports {@code clinic}, {@code portal} or {@code network}.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html">RESTful API</a>
 */
@NullMarked
package org.throughline.rest;

import org.jspecify.annotations.NullMarked;
