@NullMarked
package org.throughline.bulk;

import org.jspecify.annotations.NullMarked;
