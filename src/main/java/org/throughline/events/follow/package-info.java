/**
 * Follows what is written to the record, for what works on it behind: each change is followed at least once, also over a
 * restart, and by one of several processes or by all. May import {@code record}, {@code search} and what lies below.
 */
@NullMarked
package org.throughline.events.follow;

import org.jspecify.annotations.NullMarked;
