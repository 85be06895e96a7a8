/**
 * What the checks of {@code safety} answer: on each order and kind of check clear, findings, or not checked and why.
 * Pure; may import {@code safety.rule}, {@code safety.patient}, {@code terminology} and {@code kernel}.
 */
@NullMarked
package org.throughline.safety.answer;

import org.jspecify.annotations.NullMarked;
