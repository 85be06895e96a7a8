/**
 * Which Patient of ours is which Patient of the other members of the network: who says so and why, and how it is undone. May
 * import what lies below {@code network}, and {@code network.peer}.
 */
@NullMarked
package org.throughline.network.link;

import org.jspecify.annotations.NullMarked;
