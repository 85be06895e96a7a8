/**
 * The law of the place where this installation is: what the table says of its state, and what the site has set for itself, with who,
 * when and why. May import what lies below {@code privacy}.
 */
@NullMarked
package org.throughline.privacy.place;

import org.jspecify.annotations.NullMarked;
