/**
 * The schedule: the day and the week as a grid, the board of who is where, booking and moving appointments, and who can be
 * booked when. Everything is a page of its own address; scripts add dragging and keys. It may import {@code ui},
 * {@code care} and what lies below.
 */
@NullMarked
package org.throughline.clinic.schedule;

import org.jspecify.annotations.NullMarked;
