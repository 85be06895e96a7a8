package org.throughline.care.summary;

import java.util.ArrayList;
import java.util.List;
import org.throughline.search.query.Argument;

/**
 * What a section is read by: a search in the patient's record.
 *
 * @param sort the newest first
 * @param newestOfEach whether only the newest of each kind is wanted
 * @param most at most so many are listed
 */
record Query(String type, String sort, List<Argument> criteria, boolean newestOfEach, int most) {
    private static final int MOST = 200;
    private static final int KINDS = 100;

    Query {
        criteria = List.copyOf(criteria);
    }

    static Query all(String type, String sort) {
        return new Query(type, sort, List.of(), false, MOST);
    }

    static Query newestOfEach(String type, String sort) {
        return new Query(type, sort, List.of(), true, KINDS);
    }

    Query of(String parameter, String value) {
        List<Argument> more = new ArrayList<>(criteria);
        more.add(new Argument(parameter, value));
        return new Query(type, sort, more, newestOfEach, most);
    }

    Query atMost(int number) {
        return new Query(type, sort, criteria, newestOfEach, number);
    }
}
