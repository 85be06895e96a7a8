/**
 * Asks decision support services of others, which an administrator has added, what they advise while a chart or orders are
 * open: CDS Hooks 2.0, as a client. What they are told is what whoever is asking may see, less what is marked as sensitive;
 * they have a short time to answer, and one that does not is said to be silent. May import {@code record}, {@code search},
 * {@code audit}, {@code database}, {@code http}, {@code keys} and what lies below.
 */
@NullMarked
package org.throughline.events.advice;

import org.jspecify.annotations.NullMarked;
