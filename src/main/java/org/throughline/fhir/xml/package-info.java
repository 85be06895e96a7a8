/**
 * FHIR's XML, in and out, from the definitions: a reader that makes the tree that the JSON would give, and a writer.
 * Numbers keep the form in which they were written, and nothing of them is computed.
 *
 * <p>It imports {@code fhir.json} and {@code fhir.definitions}.
 *
 * @see <a href="https://hl7.org/fhir/R4/xml.html">XML Representation of Resources</a>
 */
@NullMarked
package org.throughline.fhir.xml;

import org.jspecify.annotations.NullMarked;
