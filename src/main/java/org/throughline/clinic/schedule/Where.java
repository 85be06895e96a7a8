package org.throughline.clinic.schedule;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.throughline.http.Request;

/**
 * Which part of the schedule a page shows; it stands in every address.
 *
 * @param site the id of the Location; empty for the first
 * @param who of the week, the id of the Schedule; empty for the day of all
 */
public record Where(LocalDate day, String site, String who) {

    /** @param today what is shown when no day is named */
    static Where of(Request request, LocalDate today) {
        return new Where(
                day(request.parameter("day").orElse(""), today),
                request.parameter("site").orElse(""),
                request.parameter("who").orElse(""));
    }

    private static LocalDate day(String text, LocalDate today) {
        try {
            return text.isEmpty() ? today : LocalDate.parse(text);
        } catch (DateTimeException e) {
            return today;
        }
    }

    public Where on(LocalDate other) {
        return new Where(other, site, who);
    }

    public Where at(String otherSite) {
        return new Where(day, otherSite, "");
    }

    /** The week of a provider; of none, the day of all. */
    public Where of(String schedule) {
        return new Where(day, site, schedule);
    }

    public boolean isWeek() {
        return !who.isEmpty();
    }

    /** The schedule at this place. */
    public String home() {
        return "/schedule" + query();
    }

    /** An address below the schedule's, at this place. */
    public String to(String path) {
        return "/schedule/" + path + query();
    }

    String query() {
        return "?day=" + day + (site.isEmpty() ? "" : "&site=" + encoded(site))
                + (who.isEmpty() ? "" : "&who=" + encoded(who));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
