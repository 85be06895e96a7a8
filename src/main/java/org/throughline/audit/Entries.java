package org.throughline.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import org.throughline.database.Pipeline;

/** Entries as columns, so that one statement inserts many, and a second one what they disclose beyond one patient. */
final class Entries {
    private static final String INSERT =
            "INSERT INTO access (access, at, patient, resource, agent, action, status, type, target)"
                    + " SELECT access, timestamptz 'epoch' + at * interval '1 microsecond', patient, resource, agent,"
                    + " action, status, type, target FROM unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],"
                    + " ?::integer[], ?::smallint[], ?::smallint[], ?::smallint[], ?::text[])"
                    + " AS n (access, at, patient, resource, agent, action, status, type, target)";
    private static final String DISCLOSE =
            "INSERT INTO disclosure (patient, access) SELECT * FROM unnest(?::bigint[], ?::bigint[])";

    private final Agents agents;
    private final Numbers numbers = new Numbers();

    Entries(Agents agents) {
        this.agents = agents;
    }

    /** Adds the statements that insert the entries; the connection serves to take numbers. */
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
                longs(entries, Access::resource),
                entries.stream()
                        .mapToInt(access -> agents.number(access.agent(), access.agentDisplay()))
                        .toArray(),
                shorts(entries, access -> access.action().number()),
                shorts(entries, Access::status),
                shorts(entries, Access::type),
                entries.stream().map(Access::target).toArray(String[]::new));
        disclose(pipeline, entries, taken);
    }

    private static void disclose(Pipeline pipeline, List<Access> entries, long[] taken) {
        LongStream.Builder patients = LongStream.builder();
        LongStream.Builder accesses = LongStream.builder();
        boolean any = false;
        for (int i = 0; i < taken.length; i++) {
            Access access = entries.get(i);
            if (access.patients().size() > 1) {
                any = true;
                long number = taken[i];
                access.patients().stream().skip(1).forEach(patient -> {
                    patients.add(patient);
                    accesses.add(number);
                });
            }
        }
        if (any) {
            pipeline.add(DISCLOSE, patients.build().toArray(), accesses.build().toArray());
        }
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
