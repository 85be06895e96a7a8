/**
 * What is kept about the rules of the safety checks beside the record: which are switched off, by whom and why, and how
 * often each speaks and what comes of it. It knows rules by their ids alone. May import {@code audit}, {@code database} and
 * what lies below.
 */
@NullMarked
package org.throughline.events.rule;

import org.jspecify.annotations.NullMarked;
