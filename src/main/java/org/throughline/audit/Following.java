package org.throughline.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.throughline.database.Sql;

/**
 * Reads the trail in the order in which it is committed, a portion at a time, so that who follows it misses nothing: an
 * entry with a low number may be committed after one with a higher.
 */
public final class Following {
    private static final String NEXT = AuditEvents.SELECT
            + "access a JOIN agent n ON n.agent = a.agent"
            + " WHERE a.xid >= ?::xid8 AND (a.xid, a.access) > (?::xid8, ?)"
            + " AND a.xid < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY a.xid, a.access LIMIT ?";

    private Following() {}

    /**
     * A place in the trail.
     *
     * @param xid all transactions before it have been read
     * @param access and of it, the entries up to this number
     */
    public record Mark(String xid, long access) {}

    /** Entries, and the place behind them. */
    public record Portion(List<AuditEntry> entries, Mark end) {}

    /** The entries behind a place, at most so many; none when there are none yet that nothing can come before any more. */
    public static Portion next(Connection connection, Mark after, int most) throws SQLException {
        List<Placed> placed = Sql.list(
                connection,
                row -> new Placed(AuditEvents.entry(row), new Mark(row.getString("xid"), row.getLong(1))),
                NEXT,
                after.xid(),
                after.xid(),
                after.access(),
                most);
        return new Portion(
                placed.stream().map(Placed::entry).toList(),
                placed.isEmpty() ? after : placed.getLast().mark());
    }

    private record Placed(AuditEntry entry, Mark mark) {}
}
