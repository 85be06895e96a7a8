/**
 * Who calls and what they may do: a {@link org.throughline.access.Caller} carries the scopes it was granted, and turns
 * them into what it may see. Pure: no database, no HTTP, no clock. The store makes SQL of the answer; it imports
 * nothing but the kernel.
 */
@NullMarked
package org.throughline.access;

import org.jspecify.annotations.NullMarked;
