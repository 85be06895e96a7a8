/**
 * What is measured at the bedside: codes, units, and whether a value can be right at a person's age. Limits are lines of
 * {@code limits.tsv}, each with its source. Pure. A limit asks about what was typed; it judges no person.
 */
@NullMarked
package org.throughline.terminology.vital;

import org.jspecify.annotations.NullMarked;
