/** What a network of a whole country would ask of each of its members. */
@NullMarked
package org.throughline.network.scale;

import org.jspecify.annotations.NullMarked;
