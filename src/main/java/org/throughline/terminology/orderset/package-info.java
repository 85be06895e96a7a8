/**
 * What is usually ordered together, by condition: a file of ours beside the classes. It names tests, studies and drugs as
 * the catalogues {@code terminology.lab}, {@code terminology.imaging} and {@code terminology.drug} do, and imports none of
 * them: whoever orders looks the names up, and a test holds them against these. Pure; may import {@code terminology} and
 * {@code kernel}.
 */
@NullMarked
package org.throughline.terminology.orderset;

import org.jspecify.annotations.NullMarked;
