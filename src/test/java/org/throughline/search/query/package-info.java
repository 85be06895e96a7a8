@NullMarked
package org.throughline.search.query;

import org.jspecify.annotations.NullMarked;
