package org.throughline.care.practice;

import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.care.practice.Elsewhere.Count;
import org.throughline.care.practice.Elsewhere.Figures;
import org.throughline.care.practice.Elsewhere.Holder;
import org.throughline.care.practice.Elsewhere.Source;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Address;

/**
 * Which organization has seen which patients, by what that is known. One organization is one row however it is known: by the number of
 * its copies, its Organization here, or else its name.
 */
final class Tally {
    private static final String UNNAMED = "Not named";

    private final Set<Long> seen;
    private final Map<Integer, String> byNumber = new HashMap<>();
    private final Map<String, String> byOrganization = new HashMap<>();

    /** Its name as it is written, by its name as it is compared. */
    private final Map<String, String> names = new HashMap<>();

    private final Map<String, Map<Source, Set<Long>>> found = new TreeMap<>();

    /** @param seen the addresses of patients who count */
    Tally(Collection<Holder> holders, Set<Long> seen) {
        this.seen = seen;
        holders.forEach(each -> {
            byNumber.put(each.number(), each.name());
            byOrganization.put(each.organization(), each.name());
        });
    }

    /** @param patients addresses, by the origin of what tells of them */
    void copies(Source source, Map<Integer, Set<Long>> patients) {
        patients.forEach((number, addresses) -> {
            if (number != 0) {
                add(source, byNumber.getOrDefault(number, UNNAMED), addresses);
            }
        });
    }

    /**
     * One patient.
     *
     * @param organization a reference to it, or to who works there
     * @param patient the Patient's id; empty for unknown
     */
    void add(Source source, @Nullable JsonObject organization, String patient) {
        String id = Parts.idOf(organization, "Organization");
        String name = byOrganization.getOrDefault(id, Parts.text(organization, "display"));
        if (!patient.isEmpty()) {
            add(source, name.isBlank() ? UNNAMED : name, Set.of(Address.of("Patient", patient)));
        }
    }

    private void add(Source source, String name, Set<Long> patients) {
        Set<Long> counted = new HashSet<>(patients);
        counted.retainAll(seen);
        if (!counted.isEmpty()) {
            String key = name.strip().toLowerCase(Locale.ROOT);
            names.putIfAbsent(key, name.strip());
            found.computeIfAbsent(key, ignored -> new EnumMap<>(Source.class))
                    .computeIfAbsent(source, ignored -> new HashSet<>())
                    .addAll(counted);
        }
    }

    Figures figures() {
        Map<Source, Set<Long>> all = new EnumMap<>(Source.class);
        found.values()
                .forEach(each -> each.forEach((source, patients) ->
                        all.computeIfAbsent(source, ignored -> new HashSet<>()).addAll(patients)));
        List<Count> organizations = found.entrySet().stream()
                .map(each -> count(names.getOrDefault(each.getKey(), each.getKey()), each.getValue()))
                .sorted(Comparator.comparingInt(Count::patients).reversed())
                .toList();
        return new Figures(seen.size(), count("All", all), organizations);
    }

    private static Count count(String name, Map<Source, Set<Long>> by) {
        Set<Long> each = new HashSet<>();
        by.values().forEach(each::addAll);
        Map<Source, Integer> counts = new EnumMap<>(Source.class);
        by.forEach((source, patients) -> counts.put(source, patients.size()));
        return new Count(name, each.size(), counts);
    }
}
