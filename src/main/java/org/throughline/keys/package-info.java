/**
 * What the installation keeps to itself: passwords and keys, each a file that only the service's user can read. It
 * imports nothing but the kernel.
 */
@NullMarked
package org.throughline.keys;

import org.jspecify.annotations.NullMarked;
