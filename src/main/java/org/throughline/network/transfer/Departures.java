package org.throughline.network.transfer;

import java.sql.Connection;
import java.sql.SQLException;

/** Where it is written down that a chart leaves the house: the account of disclosures. */
@FunctionalInterface
public interface Departures {
    /**
     * Writes it down, in a transaction of the caller's.
     *
     * @param what leaves, in words
     */
    void note(Connection connection, Transfer transfer, String what) throws SQLException;
}
