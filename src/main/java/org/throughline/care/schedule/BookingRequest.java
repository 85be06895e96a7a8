package org.throughline.care.schedule;

import java.time.ZoneId;

/**
 * An appointment that is to be made.
 *
 * @param time when
 * @param zone in whose time it is written
 * @param beside whether it may lie over others
 * @param walkIn whether the patient is there already
 */
public record BookingRequest(
        String patient,
        String patientName,
        Provider provider,
        VisitType type,
        Interval time,
        ZoneId zone,
        String reason,
        String note,
        boolean beside,
        boolean walkIn) {

    /** The same at another time. */
    BookingRequest at(Interval other) {
        return new BookingRequest(patient, patientName, provider, type, other, zone, reason, note, beside, walkIn);
    }
}
