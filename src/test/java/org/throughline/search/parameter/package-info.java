@NullMarked
package org.throughline.search.parameter;

import org.jspecify.annotations.NullMarked;
