package org.throughline.network.share;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.throughline.access.Caller;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.reference.References;
import org.throughline.kernel.Address;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.search.EverythingPage;
import org.throughline.search.Searches;
import org.throughline.search.query.EverythingQuery;

/** What a member may see: by the same rights and paths as anybody who asks. */
final class Visible {
    private static final int PAGE = 1_000;
    private static final Set<String> ATTACHING = Set.of("DocumentReference", "DiagnosticReport", "Media");

    private final Records records;
    private final Searches searches;
    private final References references;

    Visible(Records records, Searches searches, References references) {
        this.records = records;
        this.searches = searches;
        this.references = references;
    }

    /** All of a patient's record, with what it refers to outside of anybody's. */
    Map<Long, Stored> everything(Caller member, String patient) {
        Map<Long, Stored> found = new LinkedHashMap<>();
        EverythingPage page = searches.everything(
                member, new EverythingQuery(patient, Long.MIN_VALUE, Long.MAX_VALUE, null, List.of(), PAGE));
        while (true) {
            page.resources().forEach(each -> found.put(each.address(), each));
            if (page.next() == null) {
                attached(member, found).forEach(each -> found.put(each.address(), each));
                return found;
            }
            page = searches.moreOfEverything(member, page.next());
        }
    }

    /** What documents and reports have attached in a Binary. */
    private List<Stored> attached(Caller member, Map<Long, Stored> found) {
        Set<Long> referred = new HashSet<>();
        found.values().stream()
                .filter(each -> ATTACHING.contains(each.type()))
                .forEach(each -> referTo(each, referred));
        referred.removeAll(found.keySet());
        return records.present(member, referred).stream()
                .filter(each -> each.type().equals("Binary"))
                .toList();
    }

    /** Those of these that may be seen, with what they refer to outside of anybody's record and is not known yet. */
    Map<Long, Stored> some(Caller member, Collection<Long> addresses, Set<Long> known) {
        Map<Long, Stored> found = new LinkedHashMap<>();
        records.present(member, addresses).forEach(each -> found.put(each.address(), each));
        Set<Long> referred = new HashSet<>();
        found.values().forEach(each -> referTo(each, referred));
        referred.removeAll(known);
        referred.removeAll(addresses);
        records.present(member, new ArrayList<>(referred)).stream()
                .filter(each -> each.patient() == 0)
                .forEach(each -> found.put(each.address(), each));
        return found;
    }

    private void referTo(Stored stored, Set<Long> referred) {
        Referred.by(open(stored), references).forEach(local -> referred.add(Address.of(local.type(), local.id())));
    }

    JsonObject open(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }
}
