/**
 * The downtime pack: how the day and those who come are put on paper, and the screen on which it is set up and looked after.
 * It may import what {@code clinic} may.
 */
@NullMarked
package org.throughline.clinic.downtime;

import org.jspecify.annotations.NullMarked;
