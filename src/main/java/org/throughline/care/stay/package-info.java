/**
 * Stays: admissions, emergencies, transfers, discharges and deaths. A stay is an Encounter of another class than a visit's; what
 * has happened in it follows from the Encounter alone ({@link org.throughline.care.stay.StayReader}), also from one that another
 * organization holds. Each change is told to the people here who treat the patient
 * ({@link org.throughline.care.stay.StayTelling}): one message for each of them and each stay, which grows with it.
 *
 * <p>{@link org.throughline.care.stay.Stays} is how a hospital says these things itself. Wards with beds and the giving of drugs
 * on them are not here. May import what lies below {@code care}, and {@code care.task}. Nothing here knows HTTP or SQL.
 */
@NullMarked
package org.throughline.care.stay;

import org.jspecify.annotations.NullMarked;
