package org.throughline.app;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.throughline.care.immunization.LoadedSchedule;
import org.throughline.immunization.schedule.Schedule;
import org.throughline.packages.LoadedPackage;
import org.throughline.packages.vocabulary.LoadedVocabulary;
import org.throughline.search.AddedParameters;

/** Shows which packages are loaded, what they would need, and how far their search parameters are. */
final class LoadedList {
    /** R4 itself is always here. */
    private static final String R4 = "hl7.fhir.r4.core#4.0.1";

    private LoadedList() {}

    static void print(Wiring wiring, PrintStream out) {
        List<LoadedPackage> packages = wiring.packages().library().packages();
        if (packages.isEmpty()) {
            out.println("No package is loaded.");
        }
        Set<String> there = packages.stream().map(LoadedPackage::label).collect(Collectors.toSet());
        for (LoadedPackage each : packages) {
            out.printf(
                    Locale.ROOT,
                    "%-40s %,6d definitions  loaded %tF  %s%n",
                    each.label(),
                    each.definitions(),
                    each.loaded().atZone(java.time.ZoneOffset.UTC),
                    each.title());
            String missing = each.needs().stream()
                    .filter(need -> !need.equals(R4) && !there.contains(need))
                    .collect(Collectors.joining(", "));
            if (!missing.isEmpty()) {
                out.println("    builds on, and not loaded: " + missing);
            }
        }
        for (LoadedVocabulary each : wiring.packages().vocabularies().all()) {
            out.printf(
                    Locale.ROOT,
                    "%-40s %,6d codes        loaded %tF  %s %s%n",
                    each.system(),
                    each.concepts(),
                    each.loaded().atZone(java.time.ZoneOffset.UTC),
                    each.title(),
                    each.version());
        }
        LoadedSchedule schedule = wiring.vaccines().schedules().current();
        if (schedule.loaded() != null && schedule.data() instanceof Schedule data) {
            out.printf(
                    Locale.ROOT,
                    "%-40s %,6d diseases     loaded %tF  Immunization schedule of the CDC, %s, SHA-256 %s%n",
                    schedule.name(),
                    data.antigens().size(),
                    schedule.loaded().atZone(java.time.ZoneOffset.UTC),
                    schedule.written() == null ? "not dated" : "of " + schedule.written(),
                    data.digest().substring(0, 16));
        } else {
            out.println("No immunization schedule is loaded: there is no forecast.");
        }
        wiring.safety()
                .larger()
                .loaded()
                .ifPresent(each -> out.printf(
                        Locale.ROOT,
                        "%-40s %,6d pairs of drugs  good until %s%n",
                        each.name(),
                        each.rules(),
                        each.version().until()));
        for (AddedParameters.Status each : wiring.parameters().status()) {
            out.printf(
                    Locale.ROOT,
                    "search by %s: %s%n",
                    each.name(),
                    each.done() ? "in force" : String.format(Locale.ROOT, "%.0f %% indexed", 100 * each.part()));
        }
    }
}
