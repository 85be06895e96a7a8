/**
 * How the practice does, in numbers: who is where today, what waits and for how long, how long visits take at each step, how
 * much of what was signed is added to, how often an order was meant for somebody else, who of the patients is
 * seen elsewhere too. Counted in the product's own name over
 * everything, so that a number does not depend on who looks; what it is made of is shown to whoever may see each entry only.
 *
 * <p>What takes longer than a page may is counted aside and kept for some minutes ({@link org.throughline.care.practice.Kept}).
 * Knows no HTTP and no SQL.
 */
@NullMarked
package org.throughline.care.practice;

import org.jspecify.annotations.NullMarked;
