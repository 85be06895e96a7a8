/**
 * A search as FHIR's query string says it, read strictly into a tree: what is wanted ({@link
 * org.throughline.search.query.Criterion}), in which order, how much of it, with what beside it. It knows the parameters
 * and no SQL.
 */
@NullMarked
package org.throughline.search.query;

import org.jspecify.annotations.NullMarked;
