/**
 * The proof that the trail is whole: a chain of signed seals, each over the entries of a few moments and over the seal
 * before it. Entries are written without a thought of it, so that sealing never holds up a request; one process at a time
 * seals what is committed, about a second later. May import {@code database}, {@code keys} and {@code kernel}.
 */
@NullMarked
package org.throughline.audit.seal;

import org.jspecify.annotations.NullMarked;
