package org.throughline.login.account;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.throughline.database.Fragment;
import org.throughline.database.Sql;

/** Who of the staff is who in the record, and which accounts are of nobody. */
public final class Staff {
    private static final String SELECT = "SELECT a.account, a.subject_type || '/' || a.subject_id,"
            + " ARRAY(SELECT h.told_by FROM held_role h WHERE h.account = a.account AND h.told_by IS NOT NULL)"
            + " FROM account a WHERE a.kind = 'STAFF' AND a.account = ANY (?::bigint[])";

    private Staff() {}

    /** The numbers of the accounts that are of programs. */
    public static List<Long> programs(Connection connection) throws SQLException {
        return Sql.list(connection, row -> row.getLong(1), "SELECT account FROM account WHERE kind = 'PROGRAM'");
    }

    /** What is in the record about each of these accounts that is of the staff: Practitioner and PractitionerRoles. */
    public static Map<Long, Set<Subject>> of(Connection connection, Collection<Long> accounts) throws SQLException {
        Map<Long, Set<Subject>> staff = new HashMap<>();
        Fragment sql = Fragment.of(
                SELECT, accounts.stream().mapToLong(Long::longValue).sorted().toArray());
        try (PreparedStatement select = sql.prepare(connection);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                Set<Subject> subjects = new HashSet<>();
                String subject = row.getString(2);
                if (subject != null) {
                    subjects.add(Subject.parse(subject));
                }
                Array told = row.getArray(3);
                for (String each : (String[]) told.getArray()) {
                    subjects.add(Subject.parse(each));
                }
                staff.put(row.getLong(1), subjects);
            }
        }
        return staff;
    }
}
