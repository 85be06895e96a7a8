/**
 * Odd accesses, found in the trail as it grows, and the privacy officer's work on them. The rules are pure: a sighting with
 * what is known of both persons in, a reason or nothing out. One process at a time follows the trail from where the last
 * one stopped; what it finds and the place it came to are one transaction, so that nothing is found twice or missed.
 */
@NullMarked
package org.throughline.privacy.watch;

import org.jspecify.annotations.NullMarked;
