/**
 * What a resource is found by: walks it once along the paths of its type and turns the values into index rows. It is a
 * pure function of the resource and the parameters in force, and the hot part of every write.
 */
@NullMarked
package org.throughline.search.index;

import org.jspecify.annotations.NullMarked;
