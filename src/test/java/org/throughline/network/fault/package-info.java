/**
 * Members of a network as processes, with lines between them that lose, delay, repeat and reorder, and what a small model says they
 * must hold once all is well again.
 */
@NullMarked
package org.throughline.network.fault;

import org.jspecify.annotations.NullMarked;
