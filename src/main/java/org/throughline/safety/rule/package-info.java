/**
 * What the checks know: rules, groups of substances and of conditions, read from files that people can review
 * ({@code org/throughline/safety/*.tsv}; {@code docs/safety.md} tells their format). Each file has a version, a day until
 * which it is good and a digest in the manifest; what is wrong with a file is kept as its state and told with every
 * answer that would have needed it. Pure; may import {@code safety.patient}, {@code terminology}, {@code fhir.units} and
 * {@code kernel}.
 */
@NullMarked
package org.throughline.safety.rule;

import org.jspecify.annotations.NullMarked;
