/**
 * What other organizations know of a patient, asked for in an emergency with a reason and shown at once, each fact with who holds
 * it and who is missing. Nothing of it is kept. May import what lies below {@code clinic}.
 */
@NullMarked
package org.throughline.clinic.emergency;

import org.jspecify.annotations.NullMarked;
