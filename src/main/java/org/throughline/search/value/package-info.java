/**
 * Values as search sees them, the same for a resource that is indexed and a query that is asked: folded strings, ranges
 * of time, decimals with their precision, quantities in canonical units. It knows no resource and no query.
 */
@NullMarked
package org.throughline.search.value;

import org.jspecify.annotations.NullMarked;
