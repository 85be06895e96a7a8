package org.throughline.care.chart;

import java.util.List;
import java.util.Set;
import org.throughline.access.Caller;

/** Reads the sections of a chart that list entries in groups. */
record ShelfReader(PatientSearch search) {
    private static final int MOST = 100;

    /** @param all whether the oldest entries are wanted too */
    List<ListedGroup> read(Caller caller, String patient, Shelf shelf, boolean all) {
        List<String> types =
                shelf.groups().stream().map(group -> group.source().type()).toList();
        Set<String> reached = search.records().reached(caller, patient, types);
        return shelf.groups().stream()
                .map(group -> group(caller, patient, group, reached, all ? PatientSearch.MOST_AT_ALL : MOST))
                .toList();
    }

    private ListedGroup group(Caller caller, String patient, Shelf.Group group, Set<String> reached, int most) {
        if (!reached.contains(group.source().type())) {
            return new ListedGroup(group.key(), group.title(), List.of(), 0, true);
        }
        PatientSearch.Read read = search.find(caller, PatientSearch.wanted(caller, group.source()), patient, most);
        return new ListedGroup(group.key(), group.title(), read.items(), read.unread(), false);
    }
}
