/** What is known of the one whose immunizations are evaluated. Pure data. */
@NullMarked
package org.throughline.immunization.patient;

import org.jspecify.annotations.NullMarked;
