/**
 * The record: resources, their versions and their history, written in one transaction with their index rows, their
 * audit row and their count. It is the only room that writes clinical rows. It may import {@code audit},
 * {@code terminology}, {@code database}, {@code fhir}, {@code access}, {@code keys} and {@code kernel}; what it needs
 * from {@code search} above it, it declares as {@link Indexer} and {@link Matcher}.
 */
@NullMarked
package org.throughline.record;

import org.jspecify.annotations.NullMarked;
