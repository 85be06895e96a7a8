/** {@code /setup}: what an empty installation asks the first administrator. */
@NullMarked
package org.throughline.clinic.setup;

import org.jspecify.annotations.NullMarked;
