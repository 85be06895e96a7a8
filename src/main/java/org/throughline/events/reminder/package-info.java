/**
 * Patients are reminded of their appointments, once, by mail or by a text, at a decent hour before. What is to be sent and what
 * became of it are rows of their own, by which the same reminder is never sent twice: it is marked as on its way before it
 * leaves, and what may have left is not sent again. What a reminder says is when and where, nothing else. It may import what
 * lies below floor 6.
 */
@NullMarked
package org.throughline.events.reminder;

import org.jspecify.annotations.NullMarked;
