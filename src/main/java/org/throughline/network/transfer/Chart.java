package org.throughline.network.transfer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.access.Sensitivity;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.reference.References;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.search.EverythingPage;
import org.throughline.search.Searches;
import org.throughline.search.query.EverythingQuery;

/** A patient's chart as it goes, and what of it does not. Preview and package are made of the same, so they agree. */
final class Chart {
    static final Caller PRODUCT = new Caller("transfer", "Transfer of charts", Rights.EVERYTHING);
    private static final int PAGE = 1_000;
    private static final Set<String> ATTACHING = Set.of("DocumentReference", "DiagnosticReport", "Media");

    private final Records records;
    private final Searches searches;
    private final Leaving leaving;

    Chart(Records records, Searches searches, References references) {
        this.records = records;
        this.searches = searches;
        this.leaving = new Leaving(references);
    }

    /** The address of our API. */
    String base() {
        return leaving.references().base();
    }

    /** A resource that goes, as it goes. */
    record Item(long address, JsonObject resource, int version) {
        String key() {
            return resource.text("resourceType") + "/" + resource.text("id");
        }
    }

    /**
     * What goes, in the order of types and ids.
     *
     * @throws Failed with {@link Failure.TooLarge} when it is too much to go by itself
     */
    List<Item> goes(Caller reader, String patient) {
        Map<Long, Stored> seen = everything(reader, patient);
        Map<String, Stored> byKey = new TreeMap<>();
        seen.values().forEach(each -> byKey.put(each.type() + "/" + each.id(), each));
        if (byKey.size() > Manifest.MOST_ENTRIES) {
            throw new Failed(new Failure.TooLarge("This chart has more than " + Manifest.MOST_ENTRIES
                    + " entries: hand it over by hand, in portions."));
        }
        List<Item> items = new ArrayList<>(byKey.size());
        for (Stored stored : byKey.values()) {
            JsonObject resource = open(stored);
            // what says where something that stays came from stays with it
            if (!stored.type().equals("Provenance") || leaving.tellsOf(resource, byKey.keySet())) {
                items.add(new Item(stored.address(), leaving.of(resource, byKey.keySet()), stored.version()));
            }
        }
        return items;
    }

    /** Everything that a caller may see of a patient's record, with what it refers to outside of anybody's, and attached files. */
    private Map<Long, Stored> everything(Caller caller, String patient) {
        Map<Long, Stored> found = new LinkedHashMap<>();
        EverythingPage page = searches.everything(
                caller, new EverythingQuery(patient, Long.MIN_VALUE, Long.MAX_VALUE, null, List.of(), PAGE));
        while (true) {
            page.resources().forEach(each -> found.put(each.address(), each));
            if (page.next() == null) {
                break;
            }
            page = searches.moreOfEverything(caller, page.next());
        }
        Set<Long> attached = new HashSet<>();
        found.values().stream()
                .filter(each -> ATTACHING.contains(each.type()))
                .forEach(each -> leaving.attached(open(each))
                        .forEach(local -> attached.add(Address.of(local.type(), local.id()))));
        attached.removeAll(found.keySet());
        records.present(caller, attached).stream()
                .filter(each -> each.type().equals("Binary"))
                .forEach(each -> found.put(each.address(), each));
        return found;
    }

    /**
     * What does not go, and why.
     *
     * @param asking why kinds of sensitive information need the patient's written consent, by label
     */
    List<Contents.Held> held(Caller reader, String patient, Set<Long> goes, Map<String, String> asking) {
        Map<Contents.Held, Integer> counts = new HashMap<>();
        for (Stored stored : everything(PRODUCT, patient).values()) {
            if (!goes.contains(stored.address()) && !Reader.NAMES.contains(stored.type())) {
                counts.merge(why(reader, stored, asking), 1, Integer::sum);
            }
        }
        List<Contents.Held> held = new ArrayList<>();
        counts.forEach((each, count) -> held.add(new Contents.Held(each.label(), each.reason(), count)));
        return held;
    }

    private Contents.Held why(Caller reader, Stored stored, Map<String, String> asking) {
        if (!Reader.CHART.contains(stored.type())) {
            return new Contents.Held("", "The practice’s own: schedule, tasks, messages, charges", 0);
        }
        JsonObject meta = open(stored).object("meta");
        for (JsonObject label :
                Objects.requireNonNullElse(meta, JsonObject.EMPTY).objects("security")) {
            String code = String.valueOf(label.text("code"));
            if (asking.containsKey(code) && !reader.rights().clearances().contains(code)) {
                return new Contents.Held(code, String.valueOf(asking.get(code)), 0);
            }
            if (Sensitivity.PRS.name().equals(code)) {
                return new Contents.Held("", "The practice’s own: schedule, tasks, messages, charges", 0);
            }
        }
        return new Contents.Held(
                "", "A consent of the patient’s denies it, or it tells of something that is held back", 0);
    }

    private JsonObject open(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }
}
