/**
 * A visit is an Encounter: it begins when a patient is checked in and ends when they leave. Other tasks ask here for the
 * visit that is open ({@link org.throughline.care.visit.Visits#open}), begin one for somebody who has no appointment
 * ({@link org.throughline.care.visit.Visits#start}) and bring it on ({@link org.throughline.care.visit.Visits#bring}). A
 * note, a task or a charge of a visit refers to it as its {@code encounter}.
 *
 * <p>The steps of a visit are its status: waiting is {@code arrived}, in a room {@code triaged}, with the clinician
 * {@code in-progress}; who may leave is {@code in-progress} too, with the end of the attending participant's time told; who
 * has left {@code finished}. {@code statusHistory} and the periods of {@code location} tell how long each took.
 *
 * <p>Nothing here knows HTTP or SQL.
 */
@NullMarked
package org.throughline.care.visit;

import org.jspecify.annotations.NullMarked;
