package org.throughline.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.throughline.database.Pipeline;

/** Entries as columns, so that one statement inserts many. */
final class Entries {
    private static final String INSERT =
            "INSERT INTO access (access, at, patient, agent, action, status, type, purpose, target,"
                    + " others) SELECT access, timestamptz 'epoch' + at * interval '1 microsecond', patient, resource, agent,"
                    + " action, status, type, target, nullif(others, '')::bigint[]"
                    + " FROM unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],"
                    + " ?::integer[], ?::smallint[], ?::smallint[], ?::smallint[], ?::text[], ?::text[])"
                    + " AS n (access, at, patient, resource, agent, action, status, type, target, others)";

    private final Agents agents;
    private final Numbers numbers = new Numbers();

    Entries(Agents agents) {
        this.agents = agents;
    }

    /** Adds the statement that inserts the entries; the connection serves to take numbers. */
    void add(Pipeline pipeline, Connection connection, List<Access> entries) throws SQLException {
        long[] taken = new long[entries.size()];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = numbers.next(connection);
        }
        pipeline.add(
                INSERT,
                taken,
                longs(entries, access -> ChronoUnit.MICROS.between(Instant.EPOCH, access.at())),
                longs(entries, access -> access.patients().isEmpty() ? 0 : first(access)),
                entries.stream()
                        .mapToInt(access -> agents.number(access.agent()))
                        .toArray(),
                shorts(entries, access -> access.action().number()),
                shorts(entries, Access::status),
                shorts(entries, Access::type),
                shorts(entries, access -> Purposes.number(access.purpose())),
                entries.stream().map(Access::target).toArray(String[]::new),
                entries.stream().map(Entries::others).toArray(String[]::new));
    }

    /** The further patients as PostgreSQL writes an array; empty when there are none. */
    private static String others(Access access) {
        return access.patients().size() < 2
                ? ""
                : access.patients().stream().skip(1).map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    private static long first(Access access) {
        return access.patients().iterator().next();
    }

    private static long[] longs(List<Access> entries, ToLongFunction<Access> of) {
        return entries.stream().mapToLong(of).toArray();
    }

    private static short[] shorts(List<Access> entries, ToLongFunction<Access> of) {
        short[] column = new short[entries.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = (short) of.applyAsLong(entries.get(i));
        }
        return column;
    }
}
