/**
 * The oracle: a slow and obvious evaluation of searches over parsed resources, by HAPI's model and FHIRPath, that shares
 * no code with the product's. Random searches over the sample must find the same in both.
 */
@NullMarked
package org.throughline.search.oracle;

import org.jspecify.annotations.NullMarked;
