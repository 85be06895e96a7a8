package org.throughline.care.chart;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.throughline.access.Caller;

/** Finds entries in a chart by the beginnings of words of what they are called. */
record ChartFinder(PatientSearch search) {
    private static final int MOST_OF_A_KIND = 12;

    /** What was found, by kind; a kind of which nothing was found is not among them. */
    List<Found> find(Caller caller, String patient, String words) {
        List<Kind> kinds = Arrays.stream(Kind.values())
                .filter(kind -> !kind.source().words().isEmpty())
                .toList();
        Set<String> reached = search.records()
                .reached(
                        caller,
                        patient,
                        kinds.stream().map(kind -> kind.source().type()).toList());
        return kinds.stream()
                .filter(kind -> reached.contains(kind.source().type()))
                .map(kind -> ofKind(caller, patient, kind, words))
                .filter(found -> !found.items().isEmpty())
                .toList();
    }

    private Found ofKind(Caller caller, String patient, Kind kind, String words) {
        Map<String, Item> found = new LinkedHashMap<>();
        long more = 0;
        for (String parameter : kind.source().words()) {
            PatientSearch.Wanted wanted =
                    PatientSearch.wanted(caller, kind.source()).of(parameter, PatientSearch.escaped(words));
            PatientSearch.Read read = search.find(caller, wanted, patient, MOST_OF_A_KIND);
            read.items().forEach(item -> found.putIfAbsent(item.id(), item));
            more = Math.max(more, read.unread());
        }
        List<Item> shown = found.values().stream()
                .sorted(Comparator.comparing(Item::date).reversed())
                .limit(MOST_OF_A_KIND)
                .toList();
        return new Found(kind, shown, more + found.size() - shown.size());
    }
}
