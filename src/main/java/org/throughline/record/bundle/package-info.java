/**
 * Bundles as they come in: cut into entries without being built in memory, each entry turned into an
 * {@link org.throughline.record.Intent}. The API and import read them the same way.
 */
@NullMarked
package org.throughline.record.bundle;

import org.jspecify.annotations.NullMarked;
