package org.throughline.care.schedule;

/**
 * An appointment.
 *
 * @param id of the Appointment
 * @param version by which a change says what it was made from
 * @param patient the id of the Patient; empty when none is named
 * @param patientName as the appointment says it
 * @param practitioner the id of the Practitioner; empty when none is named
 * @param site the id of the Location; empty when none is named
 * @param type the code of the kind of visit; empty when it is none of the practice's
 * @param typeName in words
 * @param reason why the patient comes
 * @param note for those who see them
 * @param beside whether it may lie over others
 * @param ended why it was cancelled; empty for others
 * @param series what it was booked together with; empty for nothing
 */
public record Booking(
        String id,
        int version,
        Status status,
        Interval time,
        String patient,
        String patientName,
        String practitioner,
        String site,
        String type,
        String typeName,
        String reason,
        String note,
        boolean beside,
        String ended,
        String series) {

    /** What has become of an appointment. */
    public enum Status {
        /** Agreed on, or asked for. */
        BOOKED,
        CHECKED_IN,
        DONE,
        CANCELLED,
        NO_SHOW;

        static Status of(String code) {
            return switch (code) {
                case "arrived", "checked-in" -> CHECKED_IN;
                case "fulfilled" -> DONE;
                case "cancelled", "entered-in-error" -> CANCELLED;
                case "noshow" -> NO_SHOW;
                default -> BOOKED;
            };
        }
    }

    /** Whether it takes the provider's time. */
    public boolean stands() {
        return status != Status.CANCELLED && status != Status.NO_SHOW;
    }
}
