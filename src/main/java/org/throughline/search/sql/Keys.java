package org.throughline.search.sql;

import java.util.ArrayList;
import java.util.List;
import org.throughline.database.Fragment;

/**
 * Keys of {@code term}: those known by computing, and those to be looked up in the dictionary because a query gives
 * less than a whole token.
 */
record Keys(long[] known, List<Lookup> lookups) {
    Keys {
        known = known.clone();
        lookups = List.copyOf(lookups);
    }

    @Override
    public long[] known() {
        return known.clone();
    }

    /** A condition on rows {@code v} of {@code value}. */
    sealed interface Lookup {
        /** Tokens of these paths with one of these codes, in any system. */
        record Codes(int[] paths, String[] codes) implements Lookup {}

        /** All tokens of these paths in one of these systems. */
        record Systems(int[] paths, String[] systems) implements Lookup {}

        /** Tokens of these paths whose code starts so. */
        record Starts(int[] paths, String start) implements Lookup {}

        /** Tokens of these paths one of whose words starts so. */
        record Words(int[] paths, String start) implements Lookup {}
    }

    static Keys of(List<Long> known) {
        return new Keys(known.stream().mapToLong(Long::longValue).distinct().toArray(), List.of());
    }

    boolean isEmpty() {
        return known.length == 0 && lookups.isEmpty();
    }

    Keys and(Keys more) {
        List<Lookup> both = new ArrayList<>(lookups);
        both.addAll(more.lookups);
        long[] all = java.util.stream.LongStream.concat(
                        java.util.Arrays.stream(known), java.util.Arrays.stream(more.known))
                .distinct()
                .toArray();
        return new Keys(all, both);
    }

    /** The keys as one array. */
    Fragment array() {
        Fragment sql = new Fragment();
        boolean first = true;
        if (known.length > 0 || lookups.isEmpty()) {
            sql.add("?::bigint[]", known());
            first = false;
        }
        for (Lookup lookup : lookups) {
            sql.add(first ? "ARRAY(" : " || ARRAY(").add(select(lookup)).add(")");
            first = false;
        }
        return (known.length > 0 && !lookups.isEmpty()) || lookups.size() > 1
                ? Fragment.of("(").add(sql).add(")")
                : sql;
    }

    static Fragment select(Lookup lookup) {
        return switch (lookup) {
            case Lookup.Codes(int[] paths, String[] codes) ->
                Fragment.of(
                        "SELECT v.key FROM value v WHERE v.path = ANY (?::integer[]) AND v.code = ANY (?::text[])",
                        paths,
                        codes);
            case Lookup.Systems(int[] paths, String[] systems) ->
                Fragment.of(
                        "SELECT v.key FROM value v WHERE v.path = ANY (?::integer[]) AND v.system = ANY (?::text[])",
                        paths,
                        systems);
            case Lookup.Starts(int[] paths, String start) ->
                Fragment.of(
                        "SELECT v.key FROM value v WHERE v.path = ANY (?::integer[]) AND v.code >= ? AND v.code < ?",
                        paths,
                        start,
                        Texts.after(start));
            case Lookup.Words(int[] paths, String start) ->
                Fragment.of(
                        "SELECT v.key FROM value v WHERE v.path = ANY (?::integer[])"
                                + " AND position(? IN ' ' || translate(v.display, '()[]-/,.', '        ')) > 0",
                        paths,
                        " " + start);
        };
    }
}
