package org.throughline.care.practice;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.throughline.care.task.Roster;
import org.throughline.care.task.Waiting;
import org.throughline.care.task.Worklist;

/**
 * All that waits in the practice, each on the list of one person, by the one rule of {@link Roster}.
 *
 * @param items in the order of lists, the most urgent first
 */
public record OpenWork(List<Item> items, Instant now, LocalDate today) {
    public OpenWork {
        items = List.copyOf(items);
    }

    /**
     * Something that waits.
     *
     * @param holder the number of the account on whose list it is
     */
    public record Item(Waiting waiting, long holder) {}

    /** For how long something waits. */
    public enum Age {
        DAY("Up to a day", 1),
        WEEK("Up to a week", 7),
        MONTH("Up to 30 days", 30),
        LONGER("Longer", Integer.MAX_VALUE);

        private final String label;
        private final int days;

        Age(String label, int days) {
            this.label = label;
            this.days = days;
        }

        public String label() {
            return label;
        }

        static Age of(Duration waits) {
            for (Age age : values()) {
                if (age == LONGER || waits.compareTo(Duration.ofDays(age.days)) <= 0) {
                    return age;
                }
            }
            return LONGER;
        }
    }

    /** What waits now. */
    public static OpenWork read(Worklist worklist, Roster roster, Instant now, LocalDate today) {
        List<Item> items = new ArrayList<>();
        Map<Long, List<Waiting>> lists = worklist.byHolder(roster);
        lists.forEach((holder, waiting) -> waiting.forEach(each -> items.add(new Item(each, holder))));
        return new OpenWork(
                items.stream()
                        .sorted((one, other) -> Waiting.ORDER.compare(one.waiting(), other.waiting()))
                        .toList(),
                now,
                today);
    }

    /** For how long it waits. */
    public Age age(Item item) {
        return Age.of(Duration.between(item.waiting().since(), now));
    }

    /** Whether it should have been done before today. */
    public boolean isOverdue(Item item) {
        return item.waiting().isOverdue(today);
    }

    /** For how many days something waits. */
    public long days(Item item) {
        return Math.max(0, Duration.between(item.waiting().since(), now).toDays());
    }

    /**
     * A part of it.
     *
     * @param kind empty for every kind
     * @param holder empty for everybody's
     * @param age empty for any
     * @param overdue whether only what is overdue is wanted
     */
    public record Part(Optional<Waiting.Kind> kind, Optional<Long> holder, Optional<Age> age, boolean overdue) {
        /** All of it. */
        public static final Part ALL = new Part(Optional.empty(), Optional.empty(), Optional.empty(), false);

        /** Of one kind. */
        public Part of(Waiting.Kind one) {
            return new Part(Optional.of(one), holder, age, overdue);
        }

        /** On one person's list. */
        public Part on(long account) {
            return new Part(kind, Optional.of(account), age, overdue);
        }

        /** That has waited so long. */
        public Part of(Age one) {
            return new Part(kind, holder, Optional.of(one), overdue);
        }

        /** That is overdue. */
        public Part late() {
            return new Part(kind, holder, age, true);
        }
    }

    /** The items of a part. */
    public List<Item> of(Part part) {
        return items.stream()
                .filter(item ->
                        part.kind().map(kind -> item.waiting().kind() == kind).orElse(true))
                .filter(item ->
                        part.holder().map(holder -> item.holder() == holder).orElse(true))
                .filter(item -> part.age().map(age -> age(item) == age).orElse(true))
                .filter(item -> !part.overdue() || isOverdue(item))
                .toList();
    }
}
