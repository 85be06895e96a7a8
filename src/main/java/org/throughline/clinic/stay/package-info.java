/**
 * Says that a patient comes to stay or in an emergency, is moved, leaves, and has died. May import what lies below {@code clinic}.
 */
@NullMarked
package org.throughline.clinic.stay;

import org.jspecify.annotations.NullMarked;
