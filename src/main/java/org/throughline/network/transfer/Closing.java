package org.throughline.network.transfer;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.throughline.access.Caller;
import org.throughline.access.Duty;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.database.Database;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Moved;
import org.throughline.record.Records;

/**
 * Closes the old chart once its move is confirmed: what is open ends, and nothing more is entered. Opens it again when the patient
 * is back.
 */
public final class Closing {
    /** What may change without being handed on: who the patient is, and where something came from. */
    private static final Set<String> ASIDE = Set.of("Patient", "Provenance");

    private final Database database;
    private final Records records;
    private final Giving giving;
    private final OpenEnds ends;
    private final Retention retention;
    private final Clock clock;

    /** @param clock in the practice's time zone */
    Closing(Database database, Records records, Giving giving, OpenEnds ends, Retention retention, Clock clock) {
        this.database = database;
        this.records = records;
        this.giving = giving;
        this.ends = ends;
        this.retention = retention;
        this.clock = clock;
    }

    /**
     * Closes it, all or nothing.
     *
     * @param entry makes the entry in the trail
     * @param with what is done in the same transaction: the state of the transfer
     */
    void close(Transfer transfer, Records.AuditEntry entry, Records.Company with) {
        LocalDate today = LocalDate.now(clock);
        Moved.Chart chart = new Moved.Chart(
                transfer.patient(),
                transfer.id(),
                transfer.receiver(),
                today,
                today,
                retention.until(transfer.patient(), today));
        List<Long> since = changedSince(transfer);
        records.write(
                Chart.PRODUCT,
                ends.closing(
                        transfer.patient(),
                        transfer.receiver(),
                        Objects.requireNonNull(transfer.wish()).handOver()),
                entry,
                Records.Company.with((connection, written) -> {
                            Moved.close(connection, chart);
                            Moved.arrived(connection, transfer.patient(), since);
                        })
                        .and(with));
    }

    /** What was entered after the chart was packed: it would go if it were packed now, and has not gone. */
    private List<Long> changedSince(Transfer transfer) {
        Map<String, Integer> gone = new HashMap<>();
        database.read(connection -> TransferRows.manifest(connection, transfer.id()))
                .ifPresent(manifest -> manifest.entries().forEach(each -> gone.put(each.key(), each.version())));
        List<Long> since = new ArrayList<>();
        for (Chart.Item item : giving.goes(transfer)) {
            String type = String.valueOf(item.resource().text("resourceType"));
            boolean aside = ASIDE.contains(type) || Reader.NAMES.contains(type);
            if (!aside && gone.getOrDefault(item.key(), 0) != item.version()) {
                since.add(item.address());
            }
        }
        return since;
    }

    /** Whether somebody may open a chart again that has moved: who leads the practice, and the privacy officer. */
    public static boolean opens(Caller caller) {
        return caller.may(Duty.PRIVACY) || caller.may(Duty.PRACTICE);
    }

    /**
     * Opens the chart again: the patient is back.
     *
     * @throws Failed with {@link Failure.Invalid} when no reason is given, with {@link Failure.Conflict} when it is not closed by this
     *     transfer any more
     */
    public void open(Caller by, Transfer transfer, String reason) {
        Decisions.require(opens(by));
        Step step = new Step(
                State.REOPENED, clock.instant().truncatedTo(ChronoUnit.MILLIS), by.display(), Decisions.reason(reason));
        records.write(
                Chart.PRODUCT,
                List.of(OpenEnds.active(transfer.patient(), true)),
                (at, written, patients) -> Access.of(
                        at,
                        by,
                        Action.TRANSFER_CHART,
                        0,
                        "opened again, had moved to " + transfer.receiver() + ": " + step.words(),
                        200,
                        Set.of(Address.of("Patient", transfer.patient()))),
                Records.Company.with((connection, written) -> opened(connection, transfer, step)));
    }

    private static void opened(Connection connection, Transfer transfer, Step step) throws SQLException {
        Transfer now = TransferRows.locked(connection, transfer.id());
        boolean closed = now.state() == State.CONFIRMED
                && Moved.of(connection, transfer.patient())
                        .filter(each -> each.transfer().equals(transfer.id()))
                        .isPresent();
        if (!closed) {
            throw new Failed(new Failure.Conflict("This chart is not closed by this transfer any more."));
        }
        Moved.open(connection, transfer.patient());
        TransferRows.state(connection, now, step);
    }
}
