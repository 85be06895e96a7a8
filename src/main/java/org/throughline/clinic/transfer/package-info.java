/**
 * The screens of charts that move to another practice: what the patient asked for in writing, what goes and what is held back, the
 * signature, and at the other end who it is, taking it and confirming that it is whole. May import what lies below {@code clinic}.
 */
@NullMarked
package org.throughline.clinic.transfer;

import org.jspecify.annotations.NullMarked;
