/**
 * What every room may lean on: failures, limits, addresses. It imports nothing of ours and no framework.
 */
@NullMarked
package org.throughline.kernel;

import org.jspecify.annotations.NullMarked;
