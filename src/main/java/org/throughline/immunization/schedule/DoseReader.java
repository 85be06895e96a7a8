package org.throughline.immunization.schedule;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one dose of a series. */
final class DoseReader {

    private DoseReader() {}

    static SeriesDose read(Node node) {
        return new SeriesDose(
                Integer.parseInt(node.need("doseNumber").replaceAll("\\D", "")),
                node.filled("age").stream().map(DoseReader::age).toList(),
                node.filled("interval").stream().map(DoseReader::interval).toList(),
                node.filled("allowableInterval").stream()
                        .map(DoseReader::interval)
                        .toList(),
                vaccines(node.filled("preferableVaccine")),
                vaccines(node.filled("allowableVaccine")),
                inadvertent(node),
                node.filled("conditionalSkip").stream().map(SkipReader::read).toList(),
                node.yes("recurringDose"),
                season(node));
    }

    private static AgeRule age(Node node) {
        return new AgeRule(
                node.span("absMinAge"),
                node.span("minAge"),
                node.span("earliestRecAge"),
                node.span("latestRecAge"),
                node.span("maxAge"),
                node.effective());
    }

    private static IntervalRule interval(Node node) {
        return new IntervalRule(
                from(node),
                node.span("absMinInt"),
                node.span("minInt"),
                node.span("earliestRecInt"),
                node.span("latestRecInt"),
                node.text("intervalPriority") != null,
                node.effective());
    }

    private static IntervalRule.From from(Node node) {
        if (node.yes("fromPrevious")) {
            return new IntervalRule.Previous();
        }
        String target = node.text("fromTargetDose");
        if (target != null) {
            return new IntervalRule.TargetDose(Integer.parseInt(target));
        }
        if (node.text("fromMostRecent") != null) {
            return new IntervalRule.MostRecent(node.list("fromMostRecent"));
        }
        return node.filled("fromRelevantObs").stream()
                .findFirst()
                .map(observation -> new IntervalRule.Observation(observation.need("code")))
                .orElseThrow(() -> new IllegalArgumentException("an interval from nothing"));
    }

    private static List<VaccineRule> vaccines(List<Node> nodes) {
        return nodes.stream()
                .map(node -> new VaccineRule(
                        node.need("cvx"),
                        node.or("vaccineType", ""),
                        node.ages(),
                        node.text("mvx"),
                        node.or("forecastVaccineType", "N")
                                .toUpperCase(Locale.ROOT)
                                .startsWith("Y")))
                .toList();
    }

    private static Set<String> inadvertent(Node node) {
        Set<String> codes = new LinkedHashSet<>();
        node.filled("inadvertentVaccine").forEach(vaccine -> codes.add(vaccine.need("cvx")));
        return codes;
    }

    private static @Nullable Dates season(Node node) {
        return node.filled("seasonalRecommendation").stream()
                .findFirst()
                .map(season -> new Dates(season.date("startDate"), season.date("endDate")))
                .orElse(null);
    }
}
