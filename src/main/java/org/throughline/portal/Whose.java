package org.throughline.portal;

import java.util.List;
import org.throughline.access.Caller;
import org.throughline.care.chart.Person;

/**
 * Whose record a page is about, and whose others there are.
 *
 * @param id of the Patient
 * @param name of the Patient
 * @param self whether it is the reader's own
 * @param others the ways to the same page about all, this one included; none when there is only one
 */
public record Whose(String id, String name, boolean self, List<Way> others) {
    public Whose {
        others = List.copyOf(others);
    }

    /** A way to a page about somebody. */
    public record Way(String name, String address, boolean current) {}

    static Whose of(Caller caller, List<Person> family, Person person, String place) {
        List<Way> ways = family.stream()
                .map(each -> new Way(
                        Family.isSelf(caller, each) ? "You" : name(each),
                        place + "/" + each.id(),
                        each.id().equals(person.id())))
                .toList();
        return new Whose(person.id(), name(person), Family.isSelf(caller, person), ways.size() < 2 ? List.of() : ways);
    }

    /** {@code your record}, or {@code the record of Ada Marlowe}. */
    public String record() {
        return self ? "your record" : "the record of " + name;
    }

    private static String name(Person person) {
        return (person.given() + " " + person.family()).strip();
    }
}
