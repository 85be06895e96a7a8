package org.throughline.search.sql;

import java.util.List;

/** In which order matches come; the address breaks ties. */
sealed interface Order {

    /** By patient: the order of the index of terms. */
    record ByPatient() implements Order {}

    /** By time of change: the order of the index of resources. */
    record ByTime(boolean descending) implements Order {}

    /** As the driver's range is read. */
    record ByRange() implements Order {}

    /** As the query asks; what is asked is worked out for every match. */
    record BySort(List<SortKey> keys) implements Order {
        public BySort {
            keys = List.copyOf(keys);
        }
    }
}
