/**
 * CDS Hooks 2.0: other systems ask what our checks say of what is ordered there, about a patient of this record or, from
 * what they send along, of their own. It runs the same checks as the gate and decides nothing. May import every room
 * below; holds no SQL.
 *
 * @see <a href="https://cds-hooks.hl7.org/2.0/">CDS Hooks 2.0</a>
 */
@NullMarked
package org.throughline.rest.cds;

import org.jspecify.annotations.NullMarked;
