package org.throughline.care.chart;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.throughline.access.Caller;
import org.throughline.care.chart.PatientSearch.Wanted;
import org.throughline.fhir.json.JsonObject;

/**
 * Reads the parts that are wanted and remembers how much of them it left, what they refer to, and which the caller
 * may not see.
 */
final class PartReader {
    private static final int MOST_RESULTS = 500;
    static final int MOST_VITALS = 150;
    private static final int MOST_ROWS = 200;
    private static final int BRIEF_RESULTS = 250;
    private static final int BRIEF_VITALS = 75;
    private static final int BRIEF_ROWS = 25;

    private final PatientSearch search;
    private final Caller caller;
    private final String patient;
    private final ChartQuery query;
    private final Set<String> reached;
    private final Map<ChartPart, Long> unread = new EnumMap<>(ChartPart.class);
    private final Set<ChartPart> denied = EnumSet.noneOf(ChartPart.class);
    private final Map<String, JsonObject> referred = new HashMap<>();

    PartReader(PatientSearch search, Caller caller, String patient, ChartQuery query, Set<String> reached) {
        this.search = search;
        this.reached = reached;
        this.caller = caller;
        this.patient = patient;
        this.query = query;
    }

    List<JsonObject> read(ChartPart part, Wanted wanted) {
        if (!reached.contains(wanted.type())) {
            denied.add(part);
            return List.of();
        }
        if (!query.parts().contains(part)) {
            return List.of();
        }
        return noted(part, found(part, wanted));
    }

    /** What else belongs to a part that was read; nothing where the caller may see none of that type. */
    List<JsonObject> readMore(ChartPart part, Wanted wanted) {
        return reached.contains(wanted.type()) && query.parts().contains(part) && !denied.contains(part)
                ? noted(part, search.find(caller, wanted, patient, most(part, query.depth())))
                : List.of();
    }

    private List<JsonObject> noted(ChartPart part, PatientSearch.Read found) {
        found.included().forEach(each -> referred.put(each.text("resourceType") + "/" + each.text("id"), each));
        if (found.unread() > 0) {
            unread.merge(part, found.unread(), Long::sum);
        }
        return found.resources();
    }

    private PatientSearch.Read found(ChartPart part, Wanted wanted) {
        int most = most(part, query.depth());
        return switch (part) {
            case PROBLEMS -> withCurrent(wanted, most, wanted.of("clinical-status", "active,recurrence,relapse"));
            case MEDICATIONS -> withCurrent(wanted, most, wanted.of("status", "active"));
            case RESULTS, VITALS -> search.first(caller, wanted, patient, most);
            case VISITS, IMMUNIZATIONS -> search.find(caller, wanted, patient, most);
        };
    }

    /** The newest, and what is current even when it is older than these. */
    private PatientSearch.Read withCurrent(Wanted wanted, int most, Wanted current) {
        PatientSearch.Read newest = search.find(caller, wanted, patient, most);
        return newest.unread() == 0
                ? newest
                : newest.and(search.first(caller, current, patient, PatientSearch.MOST_AT_ALL));
    }

    private static int most(ChartPart part, ChartQuery.Depth depth) {
        return switch (depth) {
            case BRIEF ->
                switch (part) {
                    case RESULTS -> BRIEF_RESULTS;
                    case VITALS -> BRIEF_VITALS;
                    case PROBLEMS, MEDICATIONS, VISITS, IMMUNIZATIONS -> BRIEF_ROWS;
                };
            case USUAL ->
                switch (part) {
                    case RESULTS -> MOST_RESULTS;
                    case VITALS -> MOST_VITALS;
                    case PROBLEMS, MEDICATIONS, VISITS, IMMUNIZATIONS -> MOST_ROWS;
                };
            case ALL -> PatientSearch.MOST_AT_ALL;
        };
    }

    /** How many older entries of a part were not read. */
    Map<ChartPart, Long> unread() {
        return unread;
    }

    /** What the caller may not see. */
    Set<ChartPart> denied() {
        return denied;
    }

    /** What was referred to, by its reference. */
    Map<String, JsonObject> referred() {
        return referred;
    }
}
