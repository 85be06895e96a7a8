/**
 * What keeps a row of the record from a caller, and what lets it through: the one place where access is decided.
 * {@link org.throughline.record.protection.Guard} turns a caller's rights into a condition that every statement over
 * clinical rows carries. What the condition asks for is derived from the resources in the transaction that writes them:
 * who treats whom, what consents forbid, which marks of sensitive information a resource carries. May import
 * {@code access}, {@code audit}, {@code fhir}, {@code database} and {@code kernel}; it knows neither HTTP nor search queries.
 */
@NullMarked
package org.throughline.record.protection;

import org.jspecify.annotations.NullMarked;
