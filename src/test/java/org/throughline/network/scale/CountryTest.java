package org.throughline.network.scale;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.database.TestDatabase;
import org.throughline.network.scale.Country.Kind;
import org.throughline.network.scale.Country.Org;

/**
 * A network of 100,000 organizations and 300 million patients, of whom one in so many is drawn: how many messages each member gets and
 * sends, what it keeps, with how many others it shares patients, what a locator keeps. {@code docs/scale.md} has the figures and
 * what follows from them.
 */
@Tag("long")
class CountryTest {
    private static final int ORGS = 100_000;
    private static final long PATIENTS = 300_000_000;
    private static final int DRAWN = 3_000_000;
    private static final double FACTOR = (double) PATIENTS / DRAWN;

    /** How many share their record with all who treat them. */
    private static final double SHARED = 0.7;

    /** Of a record, how many resources are kept of ten years. */
    private static final int YEARS = 10;

    /** Bytes of a copy with its index rows: {@code docs/benchmarks.md}. */
    private static final int COPY = 1_967;

    private static final double KEYS = 8.1;
    private static final int ROWS = 200_000;

    /** Bytes of a row of what was given, and of a key at a locator, with their indexes: measured. */
    private static final double GIVEN = size(
            "given",
            "INSERT INTO given SELECT n % 300, hashint8extended(n / 50, 1), hashint8extended(n, 2), 1 FROM generate_series(1, "
                    + ROWS + ") n");

    private static final double KEY = size(
            "located",
            "INSERT INTO located SELECT substr(sha256(n::text::bytea), 1, 16), n % 300, substr(sha256((n / 8)::text::bytea), 1, 16)"
                    + " FROM generate_series(1, " + ROWS + ") n");

    /** Of a year's messages, how many come in the busiest second: 250 days of 10 hours, and three times the mean. */
    private static final double BUSIEST = 3.0 / (250 * 10 * 3600);

    private static double size(String table, String fill) {
        Database database = TestDatabase.fresh();
        database.inTransaction(connection -> Sql.change(connection, fill));
        return database.read(connection -> Sql.first(
                                connection, row -> row.getLong(1), "SELECT pg_total_relation_size('" + table + "')")
                        .orElseThrow())
                / (double) ROWS;
    }

    /** What a member does in a year. */
    private static final class Load {
        private long sent;
        private long got;
        private long patients;
        private long kept;
        private final Set<Integer> others = new HashSet<>();
    }

    @Test
    void whatANetworkOfACountryAsksOfItsMembers() {
        Country country = new Country(ORGS, 20_261_127);
        Load[] loads = new Load[ORGS];
        Arrays.setAll(loads, i -> new Load());
        long shared = 0;
        long registrations = 0;
        for (int i = 0; i < DRAWN; i++) {
            List<Org> at = country.patient();
            registrations += at.size();
            boolean shares = i % 10 < SHARED * 10;
            shared += shares ? at.size() : 0;
            for (Org org : at) {
                Load load = loads[org.number()];
                load.patients++;
                if (shares) {
                    count(load, org, at);
                }
            }
        }
        report(country, loads, registrations, shared);
    }

    private static void count(Load load, Org org, List<Org> at) {
        for (Org other : at) {
            if (other.number() != org.number()) {
                load.sent += org.kind().changes;
                load.got += other.kind().changes;
                load.kept += (long) other.kind().changes * YEARS;
                load.others.add(other.number());
            }
        }
    }

    private static void report(Country country, Load[] loads, long registrations, long shared) {
        System.out.printf(
                "%,d organizations, %,d patients (1 in %.0f drawn), %.1f records of each%n",
                ORGS, PATIENTS, FACTOR, (double) registrations / DRAWN);
        System.out.printf("A row of what was given: %.0f bytes, a key at a locator: %.0f%n", GIVEN, KEY);
        System.out.printf(
                "Locator: %,.0f records under %,.0f keys, %,.0f GB%n",
                shared * FACTOR, shared * FACTOR * KEYS, shared * FACTOR * KEYS * KEY / 1e9);
        Map<Kind, List<Load>> byKind = new HashMap<>();
        country.orgs()
                .forEach(org -> byKind.computeIfAbsent(org.kind(), ignored -> new ArrayList<>())
                        .add(loads[org.number()]));
        for (Kind kind : Kind.values()) {
            List<Load> all = byKind.getOrDefault(kind, List.of()).stream()
                    .sorted((one, other) -> Long.compare(one.sent + one.got, other.sent + other.got))
                    .toList();
            line(kind + " median", all.get(all.size() / 2));
            line(kind + " largest", all.getLast());
        }
        long sent = Arrays.stream(loads).mapToLong(each -> each.sent).sum();
        System.out.printf("All: %,.0f messages a second in the busiest%n", sent * FACTOR * BUSIEST);
        Load largest = Arrays.stream(loads)
                .max((one, other) -> Long.compare(one.sent, other.sent))
                .orElseThrow();
        assertTrue(largest.sent * FACTOR * BUSIEST > 100, "the largest is what the design has to bear");
    }

    private static void line(String who, Load load) {
        System.out.printf(
                "%-18s %,12.0f patients, sends %,9.2f and gets %,9.2f a second, keeps %,10.1f GB of copies, %,8.1f GB of what was"
                        + " given, with %,d others at least%n",
                who,
                load.patients * FACTOR,
                load.sent * FACTOR * BUSIEST,
                load.got * FACTOR * BUSIEST,
                load.kept * FACTOR * COPY / 1e9,
                load.sent * FACTOR * YEARS * GIVEN / 1e9,
                load.others.size());
    }
}
