/**
 * The rules of the safety checks as people look them over: what each says and rests on, which of the patient's data it
 * uses, how often it speaks and what comes of it, and switching off those that may be. No SQL.
 */
@NullMarked
package org.throughline.clinic.rule;

import org.jspecify.annotations.NullMarked;
