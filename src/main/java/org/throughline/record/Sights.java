package org.throughline.record;

import java.sql.Connection;
import java.sql.SQLException;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.record.protection.Guard;
import org.throughline.record.protection.Sight;

/** What the caller of a write may read, make, change and delete: of our own, for nothing is to rest on what others may withdraw. */
record Sights(Sight read, Sight create, Sight update, Sight delete) {

    /** As {@link #of}, for a transaction that has made labels or policies that others do not know yet. */
    static Sights within(Guard guard, Connection connection, Caller caller) throws SQLException {
        Caller writer = caller.withoutOutside();
        return new Sights(
                guard.sightWithin(connection, writer, Interaction.READ),
                guard.sightWithin(connection, writer, Interaction.CREATE),
                guard.sightWithin(connection, writer, Interaction.UPDATE),
                guard.sightWithin(connection, writer, Interaction.DELETE));
    }

    static Sights of(Guard guard, Connection connection, Caller caller) throws SQLException {
        Caller writer = caller.withoutOutside();
        return new Sights(
                guard.sight(connection, writer, Interaction.READ),
                guard.sight(connection, writer, Interaction.CREATE),
                guard.sight(connection, writer, Interaction.UPDATE),
                guard.sight(connection, writer, Interaction.DELETE));
    }
}
