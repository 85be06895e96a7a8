package org.throughline.clinic;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.throughline.network.share.Reaching.Reached;

/**
 * What stands beside an allergy of whether it has reached the members that share the patient.
 *
 * @param words {@code reached Heart Center 14:02:11 · Lab: not yet (silent since 13:50)}
 * @param waits whether one may acknowledge it at any moment, so that it is worth looking again
 */
public record ReachedWords(String words, boolean waits) {
    /** Who has not acknowledged by then is down. */
    private static final Duration SOON = Duration.ofSeconds(30);

    /** Of the same day the time is enough. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd-MMM-yyyy HH:mm:ss");
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm");

    /** By the ids of the allergies. */
    static Map<String, ReachedWords> of(List<Reached> all, Instant now, ZoneId zone) {
        return all.stream()
                .collect(Collectors.groupingBy(
                        Reached::allergy,
                        LinkedHashMap::new,
                        Collectors.collectingAndThen(Collectors.toList(), list -> words(list, now, zone))));
    }

    private static ReachedWords words(List<Reached> members, Instant now, ZoneId zone) {
        return new ReachedWords(
                members.stream().map(each -> words(each, now, zone)).collect(Collectors.joining(" · ")),
                members.stream()
                        .anyMatch(each ->
                                each.at() == null && each.told().plus(SOON).isAfter(now)));
    }

    private static String words(Reached reached, Instant now, ZoneId zone) {
        Instant at = reached.at();
        if (at != null) {
            boolean today =
                    at.atZone(zone).toLocalDate().equals(now.atZone(zone).toLocalDate());
            return "reached " + reached.member() + " " + (today ? TIME : DAY).format(at.atZone(zone));
        }
        Instant heard = reached.heard();
        return reached.member() + ": not yet"
                + (heard == null ? "" : " (silent since " + HOUR.format(heard.atZone(zone)) + ")");
    }
}
