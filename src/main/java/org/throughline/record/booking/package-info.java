/**
 * Nobody's time is given away twice: what an Appointment takes of whose time, as rows that are derived from it, and the
 * check that a transaction makes of them before it commits. It holds for every writer, whichever way a resource comes in.
 */
@NullMarked
package org.throughline.record.booking;

import org.jspecify.annotations.NullMarked;
