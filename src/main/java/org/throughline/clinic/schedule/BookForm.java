package org.throughline.clinic.schedule;

import java.util.List;
import org.throughline.http.Form;
import org.throughline.http.Request;

/**
 * What stands in the form of an appointment.
 *
 * @param provider the id of the Schedule
 * @param type the code of the kind of visit
 * @param minutes empty: as long as the kind of visit takes
 * @param beside whether it is to lie over others
 * @param walkIn whether the patient is here
 * @param weeks after how many weeks it comes again; 0 for never
 * @param times how many there are of it then
 * @param confirmed the questions that were answered with yes
 */
public record BookForm(
        String provider,
        String type,
        String day,
        String time,
        String minutes,
        String reason,
        String note,
        boolean beside,
        boolean walkIn,
        List<String> confirmed,
        int weeks,
        int times) {
    private static final int MOST_TIMES = 26;

    public BookForm {
        confirmed = List.copyOf(confirmed);
    }

    /** The same at another time. */
    BookForm at(String otherDay, String otherTime) {
        return new BookForm(
                provider, type, otherDay, otherTime, minutes, reason, note, beside, walkIn, List.of(), weeks, times);
    }

    /** The same where and when the address says, as far as it does. */
    BookForm asked(Request request, String askedDay) {
        boolean timed = request.parameter("time").isPresent();
        return new BookForm(
                request.parameter("provider").orElse(provider),
                request.parameter("type").orElse(type),
                timed ? askedDay : day,
                request.parameter("time").orElse(time),
                minutes,
                reason,
                note,
                beside,
                walkIn || request.parameter("walk-in").isPresent(),
                List.of(),
                weeks,
                times);
    }

    static BookForm of(Form form) {
        return new BookForm(
                form.value("provider"),
                form.value("type"),
                form.value("on").strip(),
                form.value("time").strip(),
                form.value("minutes").strip(),
                form.value("reason").strip(),
                form.value("note").strip(),
                form.has("beside"),
                form.has("walk-in"),
                form.values("confirmed"),
                number(form.value("weeks"), 12),
                number(form.value("times"), MOST_TIMES));
    }

    /** What the address says of an appointment that is to be made. */
    static BookForm of(Request request, String day, String provider, String type) {
        return new BookForm(
                provider,
                request.parameter("type").orElse(type),
                day,
                request.parameter("time").orElse(""),
                "",
                "",
                "",
                false,
                request.parameter("walk-in").isPresent(),
                List.of(),
                0,
                0);
    }

    private static int number(String text, int most) {
        return text.matches("[0-9]{1,2}") ? Math.min(Integer.parseInt(text), most) : 0;
    }

    /** Whether it comes again. */
    public boolean again() {
        return weeks > 0 && times > 1;
    }
}
