/**
 * Giving medications in the practice, below {@code /give}: what is to be given, and the form of what was. As the rooms around
 * it, it knows no SQL.
 */
@NullMarked
package org.throughline.clinic.give;

import org.jspecify.annotations.NullMarked;
