/**
 * What others publish about themselves and we rely on: the keys of apps, and what an identity provider says of itself. It
 * is fetched, and kept as long as its owner allows. It may import no other part of {@code login}.
 */
@NullMarked
package org.throughline.login.published;

import org.jspecify.annotations.NullMarked;
