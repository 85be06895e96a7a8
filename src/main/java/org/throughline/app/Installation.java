package org.throughline.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.database.Database;
import org.throughline.database.DatabaseSettings;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** The record of an installation, opened for a command, whether the product runs on it or not. */
final class Installation {
    private Installation() {}

    /** Who does what a command does: the operator, who holds the data folder. */
    static Caller operator() {
        String user = System.getProperty("user.name", "operator");
        return new Caller("operator/" + user, user + " on the command line", Rights.EVERYTHING);
    }

    /** Opens it; the running product's database is joined, else the database is started. */
    static Wiring open(Path data, DatabaseSettings settings, String base, HouseRules rules) {
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            throw new Failed(new Failure.Unavailable("The data folder " + data + " cannot be made."), e);
        }
        return new Wiring(Groundwork.load(data, base), Database.join(settings), rules);
    }
}
