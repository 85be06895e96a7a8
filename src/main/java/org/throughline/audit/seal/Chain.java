package org.throughline.audit.seal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.keys.Signatures;

/** The chain of seals over the trail: made longer from time to time, and verified on demand. */
public final class Chain {
    private static final long LOCK = 0x5345414CL;
    private static final String COLUMNS =
            "SELECT seal, above::text, below::text, entries, at, encode(digest, 'hex'), signature FROM seal";

    private final Database database;
    private final Signatures signatures;
    private final InstantSource clock;

    public Chain(Database database, Signatures signatures, InstantSource clock) {
        this.database = database;
        this.signatures = signatures;
        this.clock = clock;
    }

    private record Signed(Seal seal, String signature) {}

    /**
     * Seals what was committed since the last seal; does nothing when that is nothing, or when another process is at it.
     * What a transaction that is still open writes waits for a later seal, with all that was written after it began.
     */
    public void extend() {
        database.inTransaction(connection -> {
            if (Sql.any(connection, "SELECT 1 WHERE pg_try_advisory_xact_lock(?)", LOCK)) {
                seal(connection);
            }
            return true;
        });
    }

    private void seal(Connection connection) throws SQLException {
        Seal last = last(connection).map(Signed::seal).orElse(Seal.NONE);
        long below = Sql.first(
                        connection,
                        row -> Long.parseLong(row.getString(1)),
                        "SELECT pg_snapshot_xmin(pg_current_snapshot())::text")
                .orElseThrow();
        if (below <= last.below()) {
            return;
        }
        EntryDigest.Result result = EntryDigest.of(connection, last.digestBytes(), last.below(), below);
        if (result.entries() == 0) {
            return;
        }
        Seal next = new Seal(
                last.number() + 1,
                last.below(),
                below,
                result.entries(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                result.digest());
        Sql.change(
                connection,
                "INSERT INTO seal (seal, above, below, entries, at, digest, signature)"
                        + " VALUES (?, ?::text::xid8, ?::text::xid8, ?, ?, ?, ?)",
                next.number(),
                Long.toString(next.above()),
                Long.toString(next.below()),
                next.entries(),
                next.at(),
                next.digestBytes(),
                signatures.sign(next.text()));
    }

    /** The last seal with its signature, to be kept elsewhere: a later trail must hold it. Empty when nothing is sealed. */
    public Optional<String> checkpoint() {
        return database.read(connection -> last(connection).map(Signed::signature));
    }

    /**
     * Verifies the whole chain and all entries under it.
     *
     * @param checkpoint what {@link #checkpoint} gave earlier; empty for none
     */
    public Verdict verify(Optional<String> checkpoint) {
        Verdict[] verdict = new Verdict[1];
        // One moment, so that what is sealed and what is not yet fit together.
        database.inTransaction(connection -> {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            verdict[0] = verify(connection, checkpoint);
            return true;
        });
        return verdict[0];
    }

    private Verdict verify(Connection connection, Optional<String> checkpoint) throws SQLException {
        List<String> faults = new ArrayList<>();
        Seal before = Seal.NONE;
        long entries = 0;
        String kept = checkpoint.flatMap(signatures::open).orElse("");
        boolean met = kept.isEmpty();
        for (Signed signed : Sql.list(connection, Chain::signed, COLUMNS + " ORDER BY seal")) {
            Seal seal = signed.seal();
            EntryDigest.Result found = EntryDigest.of(connection, before.digestBytes(), seal.above(), seal.below());
            fault(before, signed, found).ifPresent(faults::add);
            entries += found.entries();
            met = met || seal.text().equals(kept);
            before = seal;
        }
        if (checkpoint.isPresent() && kept.isEmpty()) {
            faults.add("The checkpoint was not signed by this installation.");
        } else if (!met) {
            faults.add("The chain does not hold the checkpoint (" + kept + "): seals were taken away or made anew.");
        }
        return new Verdict(before.number(), entries, tail(connection, before), faults);
    }

    private Optional<String> fault(Seal before, Signed signed, EntryDigest.Result found) {
        Seal seal = signed.seal();
        String where = "Seal " + seal.number() + " of " + seal.at() + ": ";
        if (seal.number() != before.number() + 1 || seal.above() != before.below()) {
            return Optional.of(where + "it does not follow seal " + before.number() + "; seals were taken away.");
        }
        if (!signatures.open(signed.signature()).equals(Optional.of(seal.text()))) {
            return Optional.of(where + "its signature does not fit.");
        }
        if (found.entries() != seal.entries()) {
            return Optional.of(where + "it covers " + seal.entries() + " entries and " + found.entries()
                    + " are there; entries were taken away or added.");
        }
        return found.digest().equals(seal.digest())
                ? Optional.empty()
                : Optional.of(where + "an entry under it was changed.");
    }

    private static Verdict.Tail tail(Connection connection, Seal last) throws SQLException {
        return Sql.first(
                        connection,
                        row -> new Verdict.Tail(row.getLong(1), Sql.instant(row, "since")),
                        "SELECT count(*), min(at) AS since FROM access WHERE xid >= ?::text::xid8",
                        Long.toString(last.below()))
                .orElseThrow();
    }

    private static Optional<Signed> last(Connection connection) throws SQLException {
        return Sql.first(connection, Chain::signed, COLUMNS + " ORDER BY seal DESC LIMIT 1");
    }

    private static Signed signed(ResultSet row) throws SQLException {
        Seal seal = new Seal(
                row.getLong(1),
                Long.parseLong(row.getString(2)),
                Long.parseLong(row.getString(3)),
                row.getLong(4),
                row.getTimestamp(5).toInstant(),
                row.getString(6));
        return new Signed(seal, row.getString(7));
    }
}
