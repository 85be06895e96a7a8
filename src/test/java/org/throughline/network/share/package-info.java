@NullMarked
package org.throughline.network.share;

import org.jspecify.annotations.NullMarked;
