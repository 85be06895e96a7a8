/** Compares what the store shows with what a plain reading of the rules allows. */
@NullMarked
package org.throughline.search.access;

import org.jspecify.annotations.NullMarked;
