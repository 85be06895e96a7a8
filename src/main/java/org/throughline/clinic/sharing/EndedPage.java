package org.throughline.clinic.sharing;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.throughline.access.Duty;
import org.throughline.care.reliance.Reliance;
import org.throughline.care.reliance.Relied;
import org.throughline.clinic.ChartPages;
import org.throughline.http.Answer;
import org.throughline.network.link.Aftermath;
import org.throughline.network.link.Ended;
import org.throughline.ui.Dates;
import org.throughline.ui.Visit;

/**
 * {@code /sharing/PATIENT/ended/LINK}: what was done about a patient while another person's entries stood in the chart, since
 * both were taken for one.
 */
public final class EndedPage {
    private final ChartPages chartPages;
    private final Aftermath aftermath;
    private final Clock clock;

    EndedPage(ChartPages chartPages, Aftermath aftermath, Clock clock) {
        this.chartPages = chartPages;
        this.aftermath = aftermath;
        this.clock = clock;
    }

    /** Something that was done, in words. */
    public record Row(String what, String name, String who, String when, boolean rests) {}

    Answer page(Visit visit, Ended ended, String member, boolean given) {
        String patient = ended.link().patient();
        return chartPages.page(
                visit,
                new ChartPages.Wanted(patient, "sharing", Set.of(), false),
                200,
                "clinic/sharing/ended.jte",
                view -> parameters(visit, ended, member, given));
    }

    private Map<String, Object> parameters(Visit visit, Ended ended, String member, boolean given) {
        Dates dates = new Dates(clock.getZone());
        Reliance.Found found = aftermath.of(visit.caller(), ended);
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("member", member);
        parameters.put(
                "words",
                "From " + dates.moment(ended.link().since()) + " until " + dates.moment(ended.at()) + ". Ended by "
                        + ended.by() + ": " + ended.reason());
        parameters.put("rows", rows(found, dates));
        parameters.put("whole", found.whole());
        parameters.put("trail", given && visit.caller().may(Duty.PRIVACY) ? trail(ended, member) : "");
        return parameters;
    }

    private static List<Row> rows(Reliance.Found found, Dates dates) {
        return found.rows().stream().map(each -> row(each, dates)).toList();
    }

    private static Row row(Relied each, Dates dates) {
        return new Row(each.what().words(), each.name(), each.byName(), dates.moment(each.at()), each.rests());
    }

    private String trail(Ended ended, String member) {
        return "/privacy?patient=" + ended.link().patient() + "&who="
                + URLEncoder.encode(member, StandardCharsets.UTF_8) + "&from="
                + day(ended.link().since()) + "&until=" + day(ended.at());
    }

    private LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, clock.getZone());
    }
}
