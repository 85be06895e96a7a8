/**
 * What all screens share: the frame of a page, the assets, how dates, names and numbers are written, the lines of
 * trends. It may import {@code care} and below; it knows no page in particular.
 */
@NullMarked
package org.throughline.ui;

import org.jspecify.annotations.NullMarked;
