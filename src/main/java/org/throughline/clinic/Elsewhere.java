package org.throughline.clinic;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.throughline.network.share.HeldElsewhere;
import org.throughline.ui.Dates;
import org.throughline.ui.Visit;

/**
 * What the banner says of the other organizations whose entries stand in the chart, or are missing there.
 *
 * @param rows one for each; none for most patients
 * @param whose which entries are shown
 * @param everyones the address of the page with everybody's entries
 * @param our the address of the page with our own only
 */
public record Elsewhere(List<Row> rows, Whose whose, String everyones, String our) {
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm");

    public Elsewhere {
        rows = List.copyOf(rows);
    }

    /**
     * One organization.
     *
     * @param words how far its entries can be relied on to be all
     * @param caution whether they can not
     * @param differences what it says otherwise than ours, in words; empty for nothing, or where that is not looked at
     */
    public record Row(String name, String words, boolean caution, String differences) {}

    /**
     * @param section where the visitor goes from an answer that has no address of its own
     * @param differences how much somebody has to decide about, by whoever says it
     */
    static Elsewhere of(
            List<HeldElsewhere> sources, Visit visit, String section, Map<String, Integer> differences, Clock clock) {
        return new Elsewhere(
                sources.stream()
                        .map(each -> row(each, differences.getOrDefault(each.name(), 0), clock))
                        .toList(),
                Whose.of(visit),
                Whose.EVERYONES.address(visit, section),
                Whose.OURS.address(visit, section));
    }

    private static Row row(HeldElsewhere source, int differences, Clock clock) {
        Row row = row(source, clock);
        return new Row(
                row.name(),
                row.words(),
                row.caution(),
                differences == 0 ? "" : differences == 1 ? "1 difference" : differences + " differences");
    }

    private static Row row(HeldElsewhere source, Clock clock) {
        Instant now = clock.instant();
        return switch (source.state(now)) {
            case CURRENT -> new Row(source.name(), "heard " + ago(source, now), false, "");
            case BEHIND -> new Row(source.name(), "more is being fetched", true, "");
            case SILENT ->
                new Row(
                        source.name(),
                        "silent since "
                                + since(Objects.requireNonNull(source.heard()), now, clock)
                                + ": entries may be missing",
                        true,
                        "");
            case AWAITED -> new Row(source.name(), "nothing has come yet", true, "");
        };
    }

    /** A moment of the last hours by its time only. */
    private static String since(Instant heard, Instant now, Clock clock) {
        return heard.plus(Duration.ofHours(20)).isBefore(now)
                ? new Dates(clock.getZone()).moment(heard)
                : HOUR.withZone(clock.getZone()).format(heard);
    }

    private static String ago(HeldElsewhere source, Instant now) {
        long seconds = Math.max(
                0, Duration.between(Objects.requireNonNull(source.heard()), now).toSeconds());
        if (seconds < 60) {
            return seconds + " s ago";
        }
        return seconds < 7200 ? seconds / 60 + " min ago" : seconds / 3600 + " h ago";
    }

    /** Whether there is anything to say. */
    public boolean any() {
        return !rows.isEmpty();
    }

    /** Whether only our own entries are shown. */
    public boolean ours() {
        return whose == Whose.OURS;
    }
}
