package org.throughline.app;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.throughline.database.DatabaseSettings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which database: the embedded one of the data folder, or the operator's own. */
final class DatabaseOption {
    @Mixin
    private DataOption data = new DataOption();

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            defaultValue = "${env:THROUGHLINE_DATABASE_URL}",
            description = "A PostgreSQL of your own, version 15 or newer, in place of the embedded one:"
                    + " jdbc:postgresql://host:5432/name (or THROUGHLINE_DATABASE_URL).")
    private @Nullable String url;

    @Option(
            names = "--database-user",
            paramLabel = "NAME",
            defaultValue = "${env:THROUGHLINE_DATABASE_USER:-throughline}",
            description = "Its user (or THROUGHLINE_DATABASE_USER; default: throughline).")
    private String user = "throughline";

    @Option(
            names = "--database-password",
            paramLabel = "PASSWORD",
            defaultValue = "${env:THROUGHLINE_DATABASE_PASSWORD:-}",
            description = "Its password; better given as THROUGHLINE_DATABASE_PASSWORD, which others cannot see.")
    private String password = "";

    @Option(
            names = "--database-owner",
            paramLabel = "NAME",
            defaultValue = "${env:THROUGHLINE_DATABASE_OWNER}",
            description =
                    "The user that makes the tables and brings them up to date, so that the other needs no right to"
                            + " change them (or THROUGHLINE_DATABASE_OWNER; default: the same user).")
    private @Nullable String owner;

    @Option(
            names = "--database-owner-password",
            paramLabel = "PASSWORD",
            defaultValue = "${env:THROUGHLINE_DATABASE_OWNER_PASSWORD:-}",
            description = "Its password; better given as THROUGHLINE_DATABASE_OWNER_PASSWORD.")
    private String ownerPassword = "";

    Path folder() {
        return data.folder();
    }

    DatabaseSettings settings() {
        String outside = url;
        if (outside == null || outside.isBlank()) {
            return new DatabaseSettings.Embedded(folder());
        }
        String address = outside.startsWith("jdbc:") ? outside : "jdbc:" + outside;
        return owner == null || owner.isBlank()
                ? new DatabaseSettings.Outside(address, user, password)
                : new DatabaseSettings.Outside(address, user, password, owner, ownerPassword);
    }
}
