package org.throughline.privacy.watch;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Address;
import org.throughline.login.account.Subject;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;
import org.throughline.search.query.Target;

/**
 * What the record knows of the people of a sighting. The watch sees everything, and of what it reads nothing leaves but the
 * words of a reason.
 */
public final class Acquaintance {
    private static final Caller WATCH = new Caller("watch", "The watch over the trail", Rights.EVERYTHING);
    private static final int MOST = 1000;

    private final Records records;
    private final Searches searches;

    public Acquaintance(Records records, Searches searches) {
        this.records = records;
        this.searches = searches;
    }

    /** Patients by their addresses. */
    Map<Long, Known> patients(Collection<Long> addresses) {
        return records.present(WATCH, addresses).stream()
                .filter(stored -> stored.type().equals("Patient"))
                .collect(Collectors.toMap(Stored::address, stored -> Known.of(open(stored), Set.of())));
    }

    /** Staff by their accounts: what their Practitioner says, and the Person and Patient that are linked with it. */
    Map<Long, Known> staff(Map<Long, Set<Subject>> accounts) {
        Map<String, Known> practitioners = new HashMap<>();
        Set<Long> addresses = accounts.values().stream()
                .flatMap(Set::stream)
                .filter(subject -> subject.type().equals("Practitioner"))
                .map(Subject::address)
                .collect(Collectors.toSet());
        records.present(WATCH, addresses)
                .forEach(stored -> practitioners.put("Practitioner/" + stored.id(), Known.of(open(stored), Set.of())));
        linked(practitioners);
        Map<Long, Known> staff = new HashMap<>();
        accounts.forEach((account, subjects) -> subjects.stream()
                .map(subject -> practitioners.get(subject.toString()))
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(known -> staff.put(account, known)));
        return staff;
    }

    private void linked(Map<String, Known> practitioners) {
        if (practitioners.isEmpty()) {
            return;
        }
        List<JsonObject> persons = searches
                .run(
                        WATCH,
                        new SearchRequest(
                                new Target.OfType("Person"),
                                List.of(
                                        new Argument("practitioner", String.join(",", practitioners.keySet())),
                                        new Argument("_count", Integer.toString(MOST))),
                                true))
                .matches()
                .stream()
                .map(this::open)
                .toList();
        Set<Long> charts = new HashSet<>();
        persons.forEach(person -> charts.addAll(charts(person)));
        Map<Long, Known> patients = patients(charts);
        for (JsonObject person : persons) {
            Set<Long> own = charts(person);
            Known known = own.stream()
                    .map(chart -> patients.getOrDefault(chart, Known.NOBODY))
                    .reduce(Known.of(person, own), Known::and);
            links(person).stream()
                    .filter(practitioners::containsKey)
                    .forEach(practitioner -> practitioners.merge(practitioner, known, Known::and));
        }
    }

    private static Set<Long> charts(JsonObject person) {
        return links(person).stream()
                .filter(link -> link.startsWith("Patient/"))
                .map(link -> Address.of("Patient", link.substring("Patient/".length())))
                .collect(Collectors.toSet());
    }

    private static Set<String> links(JsonObject person) {
        return person.objects("link").stream()
                .map(link -> link.object("target"))
                .filter(Objects::nonNull)
                .map(target -> String.valueOf(target.text("reference")))
                .collect(Collectors.toSet());
    }

    private JsonObject open(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }
}
