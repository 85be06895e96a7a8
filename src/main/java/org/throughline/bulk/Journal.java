package org.throughline.bulk;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.HashSet;
import java.util.Set;
import org.throughline.database.Database;
import org.throughline.database.Pipeline;

/** What was imported before. */
final class Journal {
    private static final long WHOLE_FILE = 0;
    private static final String ADD =
            "INSERT INTO imported (digest, line) VALUES (?, ?) ON CONFLICT (digest, line) DO NOTHING";

    private final Database database;

    Journal(Database database) {
        this.database = database;
    }

    /** The first lines of the portions of a file that are done; holds 0 when all is. */
    Set<Long> done(byte[] digest) {
        return database.read(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT line FROM imported WHERE digest = ?")) {
                statement.setBytes(1, digest);
                Set<Long> lines = new HashSet<>();
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        lines.add(row.getLong(1));
                    }
                }
                return lines;
            }
        });
    }

    static boolean isWhole(Set<Long> done) {
        return done.contains(WHOLE_FILE);
    }

    /** Adds a portion to the transaction that writes it. */
    static void add(Pipeline pipeline, byte[] digest, long line) {
        pipeline.add(ADD, digest, line);
    }

    /** Notes that all of a file is done. */
    void addWhole(byte[] digest) {
        database.inTransaction(connection -> {
            Pipeline pipeline = new Pipeline();
            add(pipeline, digest, WHOLE_FILE);
            pipeline.send(connection);
            return true;
        });
    }
}
