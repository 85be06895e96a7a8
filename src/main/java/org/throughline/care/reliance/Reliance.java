package org.throughline.care.reliance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.care.check.Lookup;
import org.throughline.record.Copy;
import org.throughline.record.Records;
import org.throughline.search.Searches;

/** Finds what was done while entries of another organization stood in a chart. */
public final class Reliance {
    private static final String MOST = "300";
    private static final List<String> TAKEN_OVER =
            List.of("AllergyIntolerance", "Condition", "Immunization", "MedicationStatement");

    private static final Comparator<Relied> ORDER = Comparator.comparing((Relied each) -> !each.rests())
            .thenComparing(Relied::at, Comparator.reverseOrder())
            .thenComparing(Relied::reference);

    private final Records records;
    private final Searches searches;

    public Reliance(Records records, Searches searches) {
        this.records = records;
        this.searches = searches;
    }

    /**
     * In which chart, and when.
     *
     * @param patient the id of our Patient
     * @param origin whose entries stood there
     * @param address with which the addresses of what the organization holds begin: {@code https://example.org/fhir/}
     * @param organization the id of its Organization here; empty for one whose documents are not filed here
     */
    public record Asked(
            String patient, Copy.Origin origin, String address, String organization, Instant since, Instant until) {
        boolean covers(Instant at) {
            return !at.isBefore(since) && !at.isAfter(until);
        }
    }

    /**
     * What was found.
     *
     * @param rows what rests on an entry first, then the newest first
     * @param whole whether that is all
     */
    public record Found(List<Relied> rows, boolean whole) {
        public Found {
            rows = List.copyOf(rows);
        }
    }

    /** As much of it as the caller may see. */
    public Found find(Caller caller, Asked asked) {
        Lookup lookup = Lookup.through(searches::run, records.bodies(), caller);
        List<Lookup.Found> pages = new ArrayList<>();
        List<Relied> rows = new ArrayList<>();
        for (String type : TAKEN_OVER) {
            if (caller.may(Interaction.SEARCH, type)) {
                Lookup.Found page = lookup.find(
                        type, "patient", asked.patient(), "_revinclude", "Provenance:target", "_count", MOST);
                pages.add(page);
                rows.addAll(TakenOver.of(page, asked));
            }
        }
        if (!asked.organization().isEmpty() && caller.may(Interaction.SEARCH, "DocumentReference")) {
            Lookup.Found page = lookup.find(
                    "DocumentReference",
                    "patient",
                    asked.patient(),
                    "custodian",
                    "Organization/" + asked.organization(),
                    "_count",
                    MOST);
            pages.add(page);
            rows.addAll(Filed.of(page));
        }
        for (Act act : Act.values()) {
            if (caller.may(Interaction.SEARCH, act.type())) {
                Lookup.Found page = lookup.find(
                        act.type(),
                        "patient",
                        asked.patient(),
                        act.when(),
                        "ge" + asked.since(),
                        act.when(),
                        "le" + asked.until(),
                        "_count",
                        MOST);
                pages.add(page);
                Set<String> listed = rows.stream().map(Relied::reference).collect(Collectors.toSet());
                rows.addAll(page.matches().stream()
                        .flatMap(each -> act.read(each, asked))
                        .filter(each -> !listed.contains(each.reference()))
                        .toList());
            }
        }
        return new Found(
                rows.stream().distinct().sorted(ORDER).toList(), pages.stream().allMatch(Lookup.Found::whole));
    }
}
