/**
 * The International Patient Summary: what anybody who meets a patient for the first time should know, as one document
 * that can be handed on. {@link org.throughline.care.summary.SummaryReader} reads for a caller what the caller may see;
 * {@link org.throughline.care.summary.Summary} makes the document of it and is pure, as all else here: the list of
 * sections, how each tells its entries in a table, what is said where there is nothing. A summary is of our own record
 * only. Knows no HTTP and no SQL.
 *
 * @see <a href="https://hl7.org/fhir/uv/ips/STU1.1/">International Patient Summary 1.1.0</a>
 */
@NullMarked
package org.throughline.care.summary;

import org.jspecify.annotations.NullMarked;
