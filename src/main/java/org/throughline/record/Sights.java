package org.throughline.record;

import java.sql.Connection;
import java.sql.SQLException;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.record.protection.Guard;
import org.throughline.record.protection.Sight;

/** What the caller of a write may read, make, change and delete. */
record Sights(Sight read, Sight create, Sight update, Sight delete) {

    /** As {@link #of}, for a transaction that has made labels or policies that others do not know yet. */
    static Sights within(Guard guard, Connection connection, Caller caller) throws SQLException {
        return new Sights(
                guard.sightWithin(connection, caller, Interaction.READ),
                guard.sightWithin(connection, caller, Interaction.CREATE),
                guard.sightWithin(connection, caller, Interaction.UPDATE),
                guard.sightWithin(connection, caller, Interaction.DELETE));
    }

    static Sights of(Guard guard, Connection connection, Caller caller) throws SQLException {
        return new Sights(
                guard.sight(connection, caller, Interaction.READ),
                guard.sight(connection, caller, Interaction.CREATE),
                guard.sight(connection, caller, Interaction.UPDATE),
                guard.sight(connection, caller, Interaction.DELETE));
    }
}
