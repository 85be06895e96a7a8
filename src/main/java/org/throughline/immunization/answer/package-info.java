/**
 * What the evaluation answers: per dose whether it counts and why, per vaccine group where the patient stands and why.
 * Pure data; every answer can be explained.
 */
@NullMarked
package org.throughline.immunization.answer;

import org.jspecify.annotations.NullMarked;
