/** Throughline, a health record system. {@code ARCHITECTURE.md} at the project's root draws the house. */
@NullMarked
package org.throughline;

import org.jspecify.annotations.NullMarked;
