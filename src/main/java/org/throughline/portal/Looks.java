package org.throughline.portal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Purpose;
import org.throughline.audit.Agent;
import org.throughline.audit.AuditEntry;
import org.throughline.portal.LookedView.Act;
import org.throughline.portal.LookedView.Day;
import org.throughline.portal.LookedView.Look;
import org.throughline.privacy.trail.PlainWords;
import org.throughline.privacy.trail.Reason;
import org.throughline.ui.Dates;

/**
 * Puts entries into words, those of one person on one day for one purpose together. Every entry is in exactly one look.
 *
 * @param organization the name of an Organization by its id; empty when it has none that may be shown
 */
record Looks(Dates dates, UnaryOperator<String> organization) {

    private record Key(LocalDate day, Agent agent, @Nullable Purpose purpose) {}

    /** @param entries the newest first */
    List<Day> days(List<AuditEntry> entries) {
        Map<LocalDate, Map<Key, List<AuditEntry>>> days = new LinkedHashMap<>();
        for (AuditEntry entry : entries) {
            LocalDate day = entry.at().atZone(dates.zone()).toLocalDate();
            days.computeIfAbsent(day, ignored -> new LinkedHashMap<>())
                    .computeIfAbsent(new Key(day, entry.agent(), entry.purpose()), ignored -> new ArrayList<>())
                    .add(entry);
        }
        List<Day> shown = new ArrayList<>();
        days.forEach((day, looks) -> shown.add(new Day(
                dates.longDay(day), looks.values().stream().map(this::look).toList())));
        return shown;
    }

    private Look look(List<AuditEntry> entries) {
        AuditEntry newest = entries.getFirst();
        Optional<AuditEntry> opened = entries.stream().filter(Reason::opens).findFirst();
        return new Look(
                newest.agent().display(),
                as(newest.agent()),
                why(newest.purpose()),
                when(entries),
                opened.isPresent(),
                opened.flatMap(Reason::of).orElse(""),
                opened.orElse(newest).number(),
                entries.stream()
                        .map(entry -> new Act(dates.time(entry.at()), PlainWords.what(entry)))
                        .toList());
    }

    private String as(Agent agent) {
        String sites = Stream.of(agent.capacity().sites().split(" ", -1))
                .filter(site -> !site.isEmpty())
                .map(organization)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.joining(", "));
        return Stream.of(agent.capacity().roles(), sites)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    private static String why(@Nullable Purpose purpose) {
        String why = PlainWords.why(purpose);
        return why.isEmpty() ? "" : "For " + why;
    }

    private String when(List<AuditEntry> entries) {
        String from = dates.time(Objects.requireNonNull(entries.getLast()).at());
        String until = dates.time(entries.getFirst().at());
        return from.equals(until) ? "at " + from : "between " + from + " and " + until;
    }
}
