package org.throughline.care.chart;

import java.util.List;
import org.throughline.search.query.Argument;

/**
 * Where lines of a chart come from: resources of a type about the patient.
 *
 * @param date the search parameter by which they are ordered and narrowed; empty where the type has none
 * @param words the parameters that are searched by words
 * @param criteria what else holds of them
 */
record Source(String type, String date, List<String> words, List<Argument> criteria) {
    Source {
        words = List.copyOf(words);
        criteria = List.copyOf(criteria);
    }

    Source(String type, String date, String... words) {
        this(type, date, List.of(words), List.of());
    }

    Source of(String parameter, String value) {
        return new Source(type, date, words, List.of(new Argument(parameter, value)));
    }

    /** The order in which they are read, the newest first. */
    String order() {
        return date.isEmpty() ? "-_lastUpdated" : "-" + date;
    }
}
