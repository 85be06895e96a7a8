/**
 * What became of orders of tests whose author was told that the test was done lately: counted as avoided only where the order was
 * taken out and nobody ordered the same within the interval. May import {@code database} and what lies below; whether somebody
 * ordered the same is asked of whoever knows.
 */
@NullMarked
package org.throughline.events.repeat;

import org.jspecify.annotations.NullMarked;
