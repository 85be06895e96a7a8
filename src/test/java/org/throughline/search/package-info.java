@NullMarked
package org.throughline.search;

import org.jspecify.annotations.NullMarked;
