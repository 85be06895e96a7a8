package org.throughline.care.taking;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.kernel.Hash;

/**
 * What a patient takes, as far as is known to who asks.
 *
 * @param rows current ones, and what ended of late
 * @param whole whether that is all there is; else the list is too long to be read
 * @param last when it was last gone through; null for never
 */
public record TakenList(
        List<Row> rows, boolean whole, @Nullable Reconciled last) {
    public TakenList {
        rows = List.copyOf(rows);
    }

    /** The rows that are not over. */
    public List<Row> current() {
        return rows.stream().filter(each -> each.state() != Known.State.ENDED).toList();
    }

    /** The rows that ended of late. */
    public List<Row> ended() {
        return rows.stream().filter(each -> each.state() == Known.State.ENDED).toList();
    }

    /** What it was made from, in a form that changes when any of it does. */
    public String seen() {
        return Long.toHexString(Hash.of(rows.stream().map(Row::seen).sorted().collect(Collectors.joining(";"))));
    }
}
