package org.throughline.privacy.watch;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.fhir.json.JsonObject;

/**
 * What is known of a person.
 *
 * @param names family names, folded; of a double name its parts too
 * @param homes where they live
 * @param charts addresses of the Patient resources that are this person
 * @param employee whether the chart is marked as an employee's
 */
record Known(Set<String> names, List<Home> homes, Set<Long> charts, boolean employee) {
    static final Known NOBODY = new Known(Set.of(), List.of(), Set.of(), false);
    private static final int SHORTEST_PART = 3;

    Known {
        names = Set.copyOf(names);
        homes = List.copyOf(homes);
        charts = Set.copyOf(charts);
    }

    /** What a Patient, Practitioner or Person says. */
    static Known of(JsonObject resource, Set<Long> charts) {
        return new Known(
                resource.objects("name").stream()
                        .filter(name -> !"old".equals(name.text("use")))
                        .flatMap(Known::names)
                        .collect(Collectors.toSet()),
                resource.objects("address").stream()
                        .filter(address -> !"old".equals(address.text("use")))
                        .map(Home::of)
                        .flatMap(Optional::stream)
                        .toList(),
                charts,
                isEmployee(resource));
    }

    private static Stream<String> names(JsonObject name) {
        String family = Home.folded(name.text("family"));
        return Stream.concat(Stream.of(family), Stream.of(family.split("[- ]", -1)))
                .filter(part -> part.length() >= SHORTEST_PART);
    }

    private static boolean isEmployee(JsonObject resource) {
        JsonObject meta = resource.object("meta");
        return meta != null && meta.objects("security").stream().anyMatch(label -> "EMP".equals(label.text("code")));
    }

    /** What both say together. */
    Known and(Known other) {
        return new Known(
                union(names, other.names),
                Stream.concat(homes.stream(), other.homes.stream()).distinct().toList(),
                union(charts, other.charts),
                employee || other.employee);
    }

    private static <T> Set<T> union(Set<T> some, Set<T> others) {
        Set<T> all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }
}
