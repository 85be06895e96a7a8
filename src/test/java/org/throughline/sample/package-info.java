/** Makes the sample patients of the demonstration from the output of Synthea. */
@NullMarked
package org.throughline.sample;

import org.jspecify.annotations.NullMarked;
