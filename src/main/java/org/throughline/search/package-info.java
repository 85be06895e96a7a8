/**
 * Search: which parameters there are, what a resource is found by, what a query means and the SQL that answers it. It
 * may import {@code record}, {@code audit}, {@code terminology}, {@code database}, {@code fhir}, {@code access},
 * {@code keys} and {@code kernel}; it implements the two contracts that {@code record} declares for it.
 */
@NullMarked
package org.throughline.search;

import org.jspecify.annotations.NullMarked;
