/**
 * Who did what to whose record: an append-only trail. A write's entry is part of its transaction; a read's entry is
 * durable before the last byte of its answer leaves, many requests sharing one commit. May import {@code database},
 * {@code fhir}, {@code access}, {@code keys} and {@code kernel}; it knows no search and no screens.
 */
@NullMarked
package org.throughline.audit;

import org.jspecify.annotations.NullMarked;
