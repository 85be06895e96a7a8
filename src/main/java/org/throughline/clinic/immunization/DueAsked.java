package org.throughline.clinic.immunization;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.events.forecast.DueFilter;
import org.throughline.events.forecast.ForecastRows.Due;
import org.throughline.http.Request;

/**
 * For whom the list of who is due is asked; all of it stands in the address.
 *
 * @param vaccine a group of vaccines; empty for any
 * @param from the age in years from which on; empty for any
 * @param to the age in years up to which, included; empty for any
 * @param provider a reference to whoever treats them; empty for any
 * @param overdue only what is overdue
 * @param after the last one that was shown before; null on the first page
 */
public record DueAsked(
        String vaccine,
        String from,
        String to,
        String provider,
        boolean overdue,
        @Nullable Due after) {

    static DueAsked of(Request request, List<String> groups) {
        return new DueAsked(
                request.parameter("vaccine").filter(groups::contains).orElse(""),
                age(request, "from"),
                age(request, "to"),
                request.parameter("provider")
                        .filter(each -> each.matches("Practitioner/[A-Za-z0-9.-]{1,64}"))
                        .orElse(""),
                request.parameter("overdue").isPresent(),
                request.parameter("after").flatMap(DueAsked::place).orElse(null));
    }

    private static String age(Request request, String name) {
        return request.parameter(name)
                .filter(each -> each.matches("[0-9]{1,3}"))
                .orElse("");
    }

    private static Optional<Due> place(String text) {
        int comma = text.indexOf(',');
        try {
            return comma < 0
                    ? Optional.empty()
                    : Optional.of(new Due(text.substring(comma + 1), LocalDate.parse(text.substring(0, comma))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    DueFilter filter(LocalDate today) {
        return new DueFilter(
                vaccine,
                overdue,
                to.isEmpty() ? DueFilter.FIRST : today.minusYears(Integer.parseInt(to) + 1L),
                from.isEmpty() ? DueFilter.LAST : today.minusYears(Integer.parseInt(from)));
    }

    /** The address of the page that follows. */
    String next(Due last) {
        String query = Stream.of(
                        part("vaccine", vaccine),
                        part("from", from),
                        part("to", to),
                        part("provider", provider),
                        overdue ? "overdue=yes" : "",
                        part("after", last.since() + "," + last.patient()))
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining("&"));
        return "/immunizations/due?" + query;
    }

    private static String part(String name, String value) {
        return value.isEmpty() ? "" : name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
