package org.throughline.care.schedule;

import java.util.List;
import java.util.Map;
import org.throughline.care.chart.Person;

/**
 * What is on in some time.
 *
 * @param bookings the appointments, also those that were cancelled, by time
 * @param people the patients whom they name, by id, as far as the caller may see them
 * @param blocks when nobody is booked
 */
public record Agenda(List<Booking> bookings, Map<String, Person> people, List<Block> blocks) {
    public Agenda {
        bookings = List.copyOf(bookings);
        people = Map.copyOf(people);
        blocks = List.copyOf(blocks);
    }
}
