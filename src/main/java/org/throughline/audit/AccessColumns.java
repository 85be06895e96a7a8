package org.throughline.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Entries turned into columns, so that one statement inserts many. */
final class AccessColumns {
    private final List<Access> entries;
    private final Agents agents;

    AccessColumns(List<Access> entries, Agents agents) {
        this.entries = entries;
        this.agents = agents;
    }

    void bind(PreparedStatement statement) throws SQLException {
        Connection connection = statement.getConnection();
        statement.setArray(
                1,
                connection.createArrayOf(
                        "timestamptz", column(access -> access.at().toString())));
        statement.setArray(2, connection.createArrayOf("int8", column(AccessColumns::firstPatient)));
        statement.setArray(3, connection.createArrayOf("int8", column(Access::resource)));
        statement.setArray(
                4,
                connection.createArrayOf(
                        "int4", column(access -> agents.number(access.agent(), access.agentDisplay()))));
        statement.setArray(5, connection.createArrayOf("int2", column(access ->
                (short) access.action().number())));
        statement.setArray(6, connection.createArrayOf("int2", column(access -> (short) access.status())));
        statement.setArray(7, connection.createArrayOf("int2", column(access -> (short) access.type())));
        statement.setArray(8, connection.createArrayOf("text", column(Access::target)));
    }

    private Object[] column(java.util.function.Function<Access, Object> of) {
        return entries.stream().map(of).toArray();
    }

    private static long firstPatient(Access access) {
        return access.patients().isEmpty() ? 0 : access.patients().iterator().next();
    }
}
