/**
 * What clinicians do and read, as code: it knows what a chart is made of and what FHIR's resources mean for it. It knows
 * no HTTP, no HTML and no SQL; it may import {@code search}, {@code record} and what lies below them.
 */
@NullMarked
package org.throughline.care;

import org.jspecify.annotations.NullMarked;
