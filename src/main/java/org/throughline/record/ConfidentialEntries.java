package org.throughline.record;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.access.place.Law;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;

/**
 * Gives entries that were there already the label of what a minor keeps from those who act for them, where the rules of the place
 * are others than when they were written. It goes through the record once for each set of rules.
 */
public final class ConfidentialEntries {
    private static final System.Logger LOG = System.getLogger(ConfidentialEntries.class.getName());
    private static final Caller PRODUCT = new Caller("place", "The rules of the place", Rights.EVERYTHING);
    private static final int SOME = 500;
    private static final String NEXT = "SELECT resource, patient, type, id, body FROM resource WHERE resource > ?"
            + " AND labels = ANY (?::integer[]) AND patient <> 0 AND origin = 0 AND NOT deleted ORDER BY resource LIMIT "
            + SOME;

    private final Database database;
    private final Records records;
    private final Parts parts;

    ConfidentialEntries(Database database, Records records, Parts parts) {
        this.database = database;
        this.records = records;
        this.parts = parts;
    }

    /** An entry that may lack the label. */
    private record Entry(long address, long patient, String type, String id, JsonObject resource) {}

    /** How far the record was looked at. */
    private record Standing(String rules, @Nullable Long after) {}

    /** Looks at some of the record, if the rules are new; whether there is more to look at. */
    public boolean step() {
        return database.inTransaction(this::next).map(this::look).orElse(false);
    }

    /** From where on is to be looked; empty when all is as the rules say. */
    private Optional<Long> next(Connection connection) throws SQLException {
        Law law = parts.jurisdiction().here(connection);
        String rules = law.majority() + " " + law.confidential();
        Standing standing = Sql.first(
                        connection, ConfidentialEntries::standing, "SELECT rules, after FROM confidential")
                .orElseThrow();
        if (standing.rules().equals(rules)) {
            return Optional.ofNullable(standing.after());
        }
        Long first = law.confidential().isEmpty() ? null : Long.MIN_VALUE;
        Sql.change(connection, "UPDATE confidential SET rules = ?, after = ?", rules, first);
        return Optional.ofNullable(first);
    }

    private static Standing standing(ResultSet row) throws SQLException {
        long after = row.getLong("after");
        return new Standing(row.getString("rules"), row.wasNull() ? null : after);
    }

    private boolean look(long after) {
        List<Entry> entries = database.read(connection ->
                Sql.list(connection, this::entry, NEXT, after, parts.guard().holding(connection, Law.CONFIDENTIAL)));
        database.read(connection -> lacking(connection, entries)).forEach(this::label);
        boolean more = entries.size() == SOME;
        Long last = more ? entries.getLast().address() : null;
        database.inTransaction(
                connection -> Sql.change(connection, "UPDATE confidential SET after = ? WHERE after = ?", last, after));
        return more;
    }

    private Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("resource"),
                row.getLong("patient"),
                parts.types().resourceType(row.getShort("type")),
                row.getString("id"),
                parts.bodies().open(Objects.requireNonNull(row.getBytes("body"))));
    }

    /** One that cannot be written any more as it is stays as it is. */
    private void label(Entry entry) {
        String name = entry.type() + "/" + entry.id();
        try {
            records.write(
                    PRODUCT,
                    List.of(new Intent.Patch(
                            new Target.ById(entry.type(), entry.id()), before -> before, Precondition.NONE)),
                    (at, written, patients) -> Access.of(
                            at,
                            PRODUCT,
                            Action.UPDATE,
                            0,
                            name + ": a minor keeps it from those who act for them",
                            200,
                            patients));
        } catch (Failed e) {
            LOG.log(Level.WARNING, "An entry of a minor cannot be labelled: " + name, e);
        }
    }

    private List<Entry> lacking(Connection connection, List<Entry> entries) throws SQLException {
        Confidence confidence = new Confidence(parts, connection);
        List<Entry> lacking = new ArrayList<>();
        for (Entry entry : entries) {
            if (confidence.lacks(entry.resource(), entry.patient())) {
                lacking.add(entry);
            }
        }
        return lacking;
    }
}
