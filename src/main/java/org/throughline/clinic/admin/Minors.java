package org.throughline.clinic.admin;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.place.Law;
import org.throughline.care.Parts;
import org.throughline.care.chart.ChartReader;
import org.throughline.clinic.privacy.RuleWords;
import org.throughline.kernel.Failed;
import org.throughline.privacy.place.PlaceLaw;
import org.throughline.ui.Dates;

/** What the law of the place says of who acts for a minor: until when, and what the minor keeps from them. */
final class Minors {
    private final ChartReader charts;
    private final PlaceLaw law;
    private final Clock clock;

    Minors(ChartReader charts, PlaceLaw law, Clock clock) {
        this.charts = charts;
        this.law = law;
        this.clock = clock;
    }

    /** The last day on which parents act for a patient as parents; empty when it is no minor, or not known. */
    Optional<LocalDate> lastDay(Caller caller, String patient) {
        LocalDate born = born(caller, patient);
        Law here = law.here();
        return born == null || !here.isMinor(born, LocalDate.now(clock))
                ? Optional.empty()
                : Optional.of(born.plusYears(here.majority()).minusDays(1));
    }

    /** What a minor keeps from who acts for them, in words; empty for nothing. */
    String kept(Caller caller, String patient) {
        LocalDate born = born(caller, patient);
        Law here = law.here();
        if (born == null || !here.isMinor(born, LocalDate.now(clock))) {
            return "";
        }
        Dates dates = new Dates(clock.getZone());
        return here.confidential().stream()
                .map(rule -> RuleWords.kind(rule) + " from "
                        + dates.date(born.plusYears(Law.age(rule)).toString()) + " on")
                .collect(Collectors.joining("; "));
    }

    private @Nullable LocalDate born(Caller caller, String patient) {
        try {
            return Parts.day(charts.person(caller, patient).birthDate());
        } catch (Failed e) {
            return null;
        }
    }
}
