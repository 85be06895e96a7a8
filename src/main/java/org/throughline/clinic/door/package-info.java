/**
 * The pages at which people log in and out. They are for who is not logged in yet, so the guard of the other screens is
 * not before them; each form is checked to be of this browser here.
 */
@NullMarked
package org.throughline.clinic.door;

import org.jspecify.annotations.NullMarked;
