@NullMarked
package org.throughline.clinic.sharing;

import org.jspecify.annotations.NullMarked;
