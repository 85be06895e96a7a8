@NullMarked
package org.throughline.search.value;

import org.jspecify.annotations.NullMarked;
