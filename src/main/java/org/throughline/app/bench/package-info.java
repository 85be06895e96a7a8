/**
 * {@code ./throughline bench}: what an operation costs. It starts the product as a process of its own on a scratch
 * folder, loads bundles, asks as clients do, and reads from {@code /proc} what product and PostgreSQL used meanwhile.
 * It knows the product only by its command line, its API and its processes. {@code docs/benchmarks.md} says how to read
 * the figures. Start at {@link org.throughline.app.bench.BenchCommand}.
 */
@NullMarked
package org.throughline.app.bench;

import org.jspecify.annotations.NullMarked;
