package org.throughline.login.factor;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.keys.MasterKey;

/** Codes to print and keep, each of which stands once for a factor that is lost. */
public final class RecoveryCodes {
    private static final int COUNT = 10;
    private static final int HALF = 5;

    /** Easy to tell apart when read aloud or typed. */
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private final Database database;
    private final MasterKey key;
    private final SecureRandom random;

    public RecoveryCodes(Database database, MasterKey key, SecureRandom random) {
        this.database = database;
        this.key = key;
        this.random = random;
    }

    /** Gives an account new codes in place of those that it had. They can be shown this once. */
    public List<String> renew(Connection connection, long account) throws SQLException {
        removeAll(connection, account);
        List<String> codes = Stream.generate(this::code).distinct().limit(COUNT).toList();
        for (String code : codes) {
            Sql.change(
                    connection,
                    "INSERT INTO recovery_code (account, mark) VALUES (?, ?)",
                    account,
                    mark(account, code));
        }
        return codes;
    }

    static boolean any(Connection connection, long account) throws SQLException {
        return Sql.any(connection, "SELECT 1 FROM recovery_code WHERE account = ?", account);
    }

    static int removeAll(Connection connection, long account) throws SQLException {
        return Sql.change(connection, "DELETE FROM recovery_code WHERE account = ?", account);
    }

    /** How many are left. */
    public int left(long account) {
        return database.read(connection -> Sql.first(
                        connection,
                        row -> row.getInt(1),
                        "SELECT count(*) FROM recovery_code WHERE account = ?",
                        account)
                .orElseThrow());
    }

    /** Uses a code up; false when it is none of the account's. */
    boolean take(long account, String code) {
        return database.inTransaction(connection -> Sql.change(
                        connection,
                        "DELETE FROM recovery_code WHERE account = ? AND mark = ?",
                        account,
                        mark(account, code))
                == 1);
    }

    private byte[] mark(long account, String code) {
        return key.mark(
                "recovery code of account " + account, code.replace("-", "").toLowerCase(Locale.ROOT));
    }

    private String code() {
        return half() + "-" + half();
    }

    private String half() {
        return IntStream.range(0, HALF)
                .mapToObj(i -> String.valueOf(LETTERS.charAt(random.nextInt(LETTERS.length()))))
                .reduce("", String::concat);
    }
}
