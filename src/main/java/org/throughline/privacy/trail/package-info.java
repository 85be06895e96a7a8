/**
 * The trail for one patient: which of its entries a caller gets to see, and what they say in plain words. The only place
 * that decides this, for the screens and the API.
 */
@NullMarked
package org.throughline.privacy.trail;

import org.jspecify.annotations.NullMarked;
