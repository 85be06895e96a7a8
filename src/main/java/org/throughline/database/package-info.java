/**
 * PostgreSQL: the one that comes with the product, started and kept under the data folder, or the operator's own. This
 * room owns the server's process, the pools, the transaction and the migrations; it knows no table. It imports the
 * kernel and keys, nothing else of ours.
 *
 * <p>Start at {@link org.throughline.database.Database}. The embedded server's life is told in
 * {@code EmbeddedServer} and {@code Postmaster}; its settings are the resource {@code postgresql.conf}.
 */
@NullMarked
package org.throughline.database;

import org.jspecify.annotations.NullMarked;
