/**
 * The checks of orders as they meet the record: what is known of a patient is read from it into a snapshot, the room
 * {@code safety} says what it finds, and the gate holds back what nobody has answered. What was shown, what was answered and
 * what could not be checked is stored with each order. Nothing here knows HTTP or SQL.
 */
@NullMarked
package org.throughline.care.check;

import org.jspecify.annotations.NullMarked;
