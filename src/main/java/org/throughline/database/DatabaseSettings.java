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
     */
    record Outside(String url, String user, String password) implements DatabaseSettings {
        @Override
        public String toString() {
            return "Outside[url=" + url + ", user=" + user + "]";
        }
    }
}
