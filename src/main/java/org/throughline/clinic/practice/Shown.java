package org.throughline.clinic.practice;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.throughline.access.Caller;
import org.throughline.access.Duty;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.chart.Person;
import org.throughline.kernel.Address;
import org.throughline.record.Records;

/**
 * Of what a list is about, what its visitor may see: an entry names its patient to whoever may see both, and to nobody else.
 *
 * @param entries addresses of the entries that may be seen
 * @param people by the addresses of the patients
 * @param opens whether the visitor opens charts
 */
record Shown(Set<Long> entries, Map<Long, Person> people, boolean opens) {
    static final String NOT_SHOWN = "not shown to your role";

    /** An entry of a list, and whom it is about. */
    record Entry(String type, String id, String patient) {
        long address() {
            return Address.of(type, id);
        }
    }

    static Shown of(Caller caller, Records records, ChartReader charts, Collection<Entry> entries) {
        Set<Long> addresses = new HashSet<>();
        Map<Long, Long> patients = new HashMap<>();
        for (Entry entry : entries) {
            addresses.add(entry.address());
            if (!entry.patient().isEmpty()) {
                patients.put(entry.address(), Address.of("Patient", entry.patient()));
            }
        }
        Set<Long> visible = addresses.isEmpty() ? Set.of() : records.visible(caller, addresses);
        Set<Long> named = new HashSet<>();
        visible.forEach(address -> named.add(patients.getOrDefault(address, 0L)));
        named.remove(0L);
        return new Shown(visible, named.isEmpty() ? Map.of() : charts.people(caller, named), caller.may(Duty.CHART));
    }

    boolean sees(Entry entry) {
        return entries.contains(entry.address());
    }

    /** Whom it is about, as far as the visitor may know; it leads to the chart for whoever opens charts. */
    Table.Cell patient(Entry entry, String section) {
        Person person = sees(entry) ? people.get(Address.of("Patient", entry.patient())) : null;
        if (person == null) {
            return Table.Cell.of(entry.patient().isEmpty() ? "" : NOT_SHOWN);
        }
        String address = opens ? "/patients/" + person.id() + section : "";
        return new Table.Cell(person.listed(), "", address, -1);
    }

    /** The patients whose names are told. */
    Set<Long> told() {
        return Objects.requireNonNull(people).keySet();
    }
}
