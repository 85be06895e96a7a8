package org.throughline.care.result;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.throughline.fhir.json.JsonObject;

/**
 * Which versions of reports were looked at already, so that each is looked at when it comes, once more when its values and its
 * order have had time to come, and not again. Kept in memory: after a restart all are looked at anew.
 */
final class Visited {
    private final Duration patience;
    private final Map<String, Visit> visits = new HashMap<>();

    /** @param patience after which what belongs to a report has come */
    Visited(Duration patience) {
        this.patience = patience;
    }

    private record Visit(int version, Instant at) {}

    /** Those that are to be looked at now, in the same order; what is not among these is forgotten. */
    List<JsonObject> wanted(List<JsonObject> reports, Instant now) {
        visits.keySet().retainAll(reports.stream().map(Finder::reference).collect(Collectors.toSet()));
        return reports.stream().filter(each -> isWanted(each, now)).toList();
    }

    private boolean isWanted(JsonObject report, Instant now) {
        Visit visit = visits.get(Finder.reference(report));
        Instant settled = Sorting.updated(report).plus(patience);
        return visit == null
                || visit.version() != ReportReader.version(report)
                || (visit.at().isBefore(settled) && !now.isBefore(settled));
    }

    void note(JsonObject report, Instant now) {
        visits.put(Finder.reference(report), new Visit(ReportReader.version(report), now));
    }
}
