package org.throughline.clinic.note;

import org.jspecify.annotations.Nullable;
import org.throughline.care.chart.Line;
import org.throughline.care.form.Pulled;
import org.throughline.care.note.Chartbook;
import org.throughline.ui.Dates;

/**
 * What was pulled in to a note, ready to show.
 *
 * @param token what the form carries
 * @param flag of a value; empty for none
 * @param since what became of it since: that it was changed or taken back; empty for nothing
 * @param carried whether it is text of an earlier note
 */
public record PulledView(
        String token, String what, String detail, String date, String flag, String since, boolean carried) {

    static PulledView of(Pulled pulled, Chartbook.@Nullable Found found, Dates dates) {
        if (found == null) {
            return new PulledView(
                    pulled.toString(),
                    "An entry that you may not see, or that is of another chart",
                    "",
                    "",
                    "",
                    "",
                    false);
        }
        boolean carried = !pulled.field().isEmpty();
        String since = found.retracted() ? "taken back since" : found.changed() && !carried ? "changed since" : "";
        return of(pulled, found.line(), since, dates);
    }

    static PulledView of(Pulled pulled, Line line, String since, Dates dates) {
        return new PulledView(
                pulled.toString(),
                line.what(),
                line.detail(),
                dates.date(line.date()),
                line.flag(),
                since,
                !pulled.field().isEmpty());
    }
}
