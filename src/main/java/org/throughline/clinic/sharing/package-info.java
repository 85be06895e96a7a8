/**
 * Sharing a patient's record with the members of the network: what is shared with whom, asking for the record that a member
 * holds, taking a permission back, and the questions of members about who somebody is. May import what lies below
 * {@code clinic}.
 */
@NullMarked
package org.throughline.clinic.sharing;

import org.jspecify.annotations.NullMarked;
