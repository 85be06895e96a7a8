package org.throughline.clinic;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.care.chart.Remarks;

/** What a page of a chart lists that is not on the summary: groups, a timeline, growth,
 * measures over the years, or what a search found. */
public sealed interface ListView permits ListView.Groups, ListView.Times, ListView.Finds, GrowthView, MeasuresView {

    /** How many entries are on the page. */
    int size();

    /**
     * An entry.
     *
     * @param id of the resource
     * @param kind what kind of entry it is, where a list holds several; else empty
     * @param address where it is in the chart
     */
    record Line(
            String id,
            String kind,
            String date,
            String title,
            String detail,
            String status,
            String address,
            Remarks remarks) {}

    /**
     * Entries that belong together.
     *
     * @param unread how many older there are that are not on this page
     * @param denied whether this person is not permitted to see any
     */
    record Group(String key, String title, List<Line> lines, long unread, boolean denied) {
        public Group {
            lines = List.copyOf(lines);
        }
    }

    /** The groups of a section. */
    record Groups(List<Group> groups) implements ListView {
        public Groups {
            groups = List.copyOf(groups);
        }

        @Override
        public int size() {
            return groups.stream().mapToInt(group -> group.lines().size()).sum();
        }
    }

    /**
     * A kind by which a timeline is narrowed.
     *
     * @param address of the timeline with this kind shown or not, the other way round
     */
    record Choice(String name, String count, boolean chosen, String address) {}

    /** A day and what was on it. */
    record Day(String date, List<Line> lines) {
        public Day {
            lines = List.copyOf(lines);
        }
    }

    /**
     * What happened, the newest first.
     *
     * @param hidden what is not shown, in words; empty when all is
     * @param next the address of the next page; null on the last
     * @param newest the address of the first page; null when this is the first
     */
    record Times(
            List<Choice> choices,
            List<Day> days,
            String hidden,
            @Nullable String next,
            String nextWords,
            @Nullable String newest)
            implements ListView {
        public Times {
            choices = List.copyOf(choices);
            days = List.copyOf(days);
        }

        @Override
        public int size() {
            return days.stream().mapToInt(day -> day.lines().size()).sum();
        }
    }

    /**
     * What a search in the chart found.
     *
     * @param typed what was searched
     * @param tooShort whether that is too little to search for
     */
    record Finds(String typed, boolean tooShort, List<Group> groups) implements ListView {
        public Finds {
            groups = List.copyOf(groups);
        }

        @Override
        public int size() {
            return groups.stream().mapToInt(group -> group.lines().size()).sum();
        }
    }
}
