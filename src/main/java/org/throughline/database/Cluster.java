package org.throughline.database;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** The files of the embedded PostgreSQL of a data folder, for who copies or puts back all of it. */
public record Cluster(Path dataFolder) {
    private static final String NAME = "throughline";

    /** The folder that PostgreSQL keeps for itself. */
    public Path files() {
        return dataFolder.resolve("postgres");
    }

    /** The major version that comes with the product. */
    public static int majorVersion() {
        return Binaries.MAJOR;
    }

    /**
     * A connection of its owner to the server that runs on the folder.
     *
     * @throws Failed with {@link Failure.Unavailable} when none runs
     */
    public Connection connect() {
        DatabaseSettings.Outside address = EmbeddedServer.running(dataFolder, NAME);
        try {
            return DriverManager.getConnection(address.url(), address.owner(), address.ownerPassword());
        } catch (SQLException e) {
            throw SqlFailures.failed(e);
        }
    }

    /** Gives a folder that was just put there, with all that is in it, to the account that PostgreSQL is to run as. */
    public static void entrust(Path made) throws IOException {
        Account.entrustAll(made);
    }

    /** Deletes a folder with all that is in it; does nothing when there is none. */
    public static void delete(Path folder) throws IOException {
        Folders.delete(folder);
    }
}
