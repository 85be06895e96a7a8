@NullMarked
package org.throughline.search.index;

import org.jspecify.annotations.NullMarked;
