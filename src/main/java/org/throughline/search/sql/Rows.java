package org.throughline.search.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import org.throughline.fhir.definitions.Types;
import org.throughline.record.Stored;

/** Reads the columns of a resource: address, patient, type, id, version, updated, body. */
final class Rows {
    private Rows() {}

    static Stored stored(ResultSet row, Types types) throws SQLException {
        return new Stored(
                row.getLong(1),
                types.resourceType(row.getShort(3)),
                row.getString(4),
                row.getInt(5),
                row.getObject(6, OffsetDateTime.class).toInstant(),
                row.getLong(2),
                row.getBytes(7));
    }
}
