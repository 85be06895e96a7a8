@NullMarked
package org.throughline.events.repeat;

import org.jspecify.annotations.NullMarked;
