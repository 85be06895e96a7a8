package org.throughline.portal;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.access.Reach;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.chart.Person;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** Whose record somebody's account is for: their own, or those of the patients for whom they act. */
final class Family {
    private final ChartReader charts;

    Family(ChartReader charts) {
        this.charts = charts;
    }

    /** All of them, oneself first. */
    List<Person> of(Caller caller) {
        if (!(caller.rights().reach("Patient", Interaction.READ) instanceof Reach.Of(Set<Long> patients))) {
            throw new Failed(new Failure.Forbidden("This page is for patients and those who act for them."));
        }
        return charts.people(caller, patients).values().stream()
                .sorted(Comparator.comparing((Person person) -> !isSelf(caller, person))
                        .thenComparing(Person::given)
                        .thenComparing(Person::id))
                .toList();
    }

    /**
     * One of them.
     *
     * @throws Failed with {@link Failure.NotFound} when it is none of theirs
     */
    Person one(Caller caller, String id) {
        return of(caller).stream()
                .filter(person -> person.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Failed(new Failure.NotFound("There is no such page.")));
    }

    /** Whether that is the caller in person. */
    static boolean isSelf(Caller caller, Person person) {
        return caller.rights().actors().contains(Address.of("Patient", person.id()));
    }
}
