package org.throughline.database;

import java.nio.file.Path;

/** Which database to use. */
public sealed interface DatabaseSettings {

    /**
     * The PostgreSQL that comes with the product.
     *
     * @param folder the data folder; made when missing
     */
    record Embedded(Path folder) implements DatabaseSettings {
        public Embedded {
            folder = folder.toAbsolutePath().normalize();
        }
    }

    /**
     * The operator's own PostgreSQL, version 15 or newer.
     *
     * @param url a JDBC address, {@code jdbc:postgresql://host:5432/name}
     * @param user as whom the product works
     * @param owner as whom it makes the tables and brings them up to date; the same when there is only one
     */
    record Outside(String url, String user, String password, String owner, String ownerPassword)
            implements DatabaseSettings {
        /** One user for everything. */
        public Outside(String url, String user, String password) {
            this(url, user, password, user, password);
        }

        /** The same database for its owner. */
        Outside asOwner() {
            return new Outside(url, owner, ownerPassword);
        }

        /** Whether the product works as another than the owner, with fewer rights. */
        boolean isSeparate() {
            return !user.equals(owner);
        }

        @Override
        public String toString() {
            return "Outside[url=" + url + ", user=" + user + "]";
        }
    }
}
