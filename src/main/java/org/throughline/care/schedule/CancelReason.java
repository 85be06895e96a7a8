package org.throughline.care.schedule;

/**
 * Why an appointment is cancelled, of HL7's list.
 *
 * @see <a href="https://terminology.hl7.org/CodeSystem-appointment-cancellation-reason.html">Appointment cancellation reason</a>
 */
public enum CancelReason {
    PATIENT("pat", "The patient cancelled"),
    FEELING_BETTER("pat-fb", "The patient feels better"),
    TRANSPORT("pat-lt", "No way to get here"),
    MOVED("pat-mv", "The patient has moved away"),
    DECEASED("pat-dec", "The patient has died"),
    PROVIDER("prov", "We cannot keep it"),
    CLOSED("oth-weath", "Weather"),
    MISTAKE("oth-err", "Booked by mistake"),
    OTHER("other", "Another reason");

    static final String SYSTEM = "http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason";

    private final String code;
    private final String words;

    CancelReason(String code, String words) {
        this.code = code;
        this.words = words;
    }

    public String code() {
        return code;
    }

    public String words() {
        return words;
    }
}
