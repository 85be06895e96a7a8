/**
 * Backups of an installation with the embedded PostgreSQL, taken while it runs: its cluster by PostgreSQL's low-level
 * functions, with the log that makes it whole, and the keys of the data folder, in one encrypted file; and how such a file
 * becomes a data folder again; and what became of each, and of other files that are made by themselves. Knows no record and no screens; may import what {@code database} may.
 */
@NullMarked
package org.throughline.database.backup;

import org.jspecify.annotations.NullMarked;
