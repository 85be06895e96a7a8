package org.throughline.network.share;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Tells members what there is for them. */
@FunctionalInterface
public interface Outlet {
    /**
     * Takes notices for a member, to be told in this order once the transaction is committed.
     *
     * @return false when the member does not listen yet, so that they are to be worked out anew later
     */
    boolean emit(Connection connection, int peer, List<Notice> notices) throws SQLException;
}
