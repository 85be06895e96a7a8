package org.throughline.packages;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.Acts;
import org.throughline.audit.Agent;
import org.throughline.audit.AuditTrail;
import org.throughline.database.Database;
import org.throughline.database.Pipeline;
import org.throughline.fhir.definitions.ProfileDefinition;
import org.throughline.fhir.packages.FhirPackage;
import org.throughline.fhir.packages.FhirPackage.Definition;
import org.throughline.fhir.packages.Manifest;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.packages.vocabulary.Vocabularies;

/** Loads packages and takes them away again, each in one transaction with its audit entry. */
public final class Packages {
    private static final int PORTION = 200;
    private static final String ADD = "INSERT INTO package (name, version, title, needs, digest, loaded)"
            + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (name, version) DO NOTHING RETURNING package";
    private static final String ADD_DEFINITIONS = "INSERT INTO definition"
            + " (package, type, url, version, constrains, body)"
            + " SELECT ?, * FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[])";

    private final Database database;
    private final AuditTrail audit;
    private final InstantSource clock;
    private final Vocabularies vocabularies;
    private volatile Library library;

    public Packages(Database database, AuditTrail audit, InstantSource clock) {
        this.vocabularies = new Vocabularies(database, new Acts(database, audit, clock), clock);
        this.database = database;
        this.audit = audit;
        this.clock = clock;
        this.library = database.read(this::read);
    }

    /** The code systems that are too large for memory. */
    public Vocabularies vocabularies() {
        return vocabularies;
    }

    /** What is loaded, as of the last {@link #refresh}. */
    public Library library() {
        return library;
    }

    /**
     * Notices what other processes have loaded and taken away; to be run every few seconds.
     *
     * @return whether anything has changed
     */
    public boolean refresh() {
        vocabularies.refresh();
        Library now = database.read(this::read);
        boolean changed = !now.packages().equals(library.packages());
        if (changed) {
            library = now;
        }
        return changed;
    }

    /**
     * Loads a package.
     *
     * @return false when it was loaded before, and nothing changed
     * @throws Failed with {@link Failure.Conflict} when another file has brought the same version of it
     */
    public boolean load(Caller caller, FhirPackage loading) {
        boolean changed =
                inAuditedTransaction(caller, Action.LOAD, loading.manifest().label(), connection -> {
                    int number = add(connection, loading);
                    addDefinitions(connection, number, loading.definitions());
                    return number != 0;
                });
        refresh();
        return changed;
    }

    /**
     * Takes a package away.
     *
     * @param label its name and version: {@code hl7.fhir.us.core#6.1.0}
     * @return false when it was not loaded
     */
    public boolean remove(Caller caller, String label) {
        boolean changed = inAuditedTransaction(caller, Action.UNLOAD, label, connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("DELETE FROM package WHERE name || '#' || version = ?")) {
                statement.setString(1, label);
                return statement.executeUpdate() > 0;
            }
        });
        refresh();
        return changed;
    }

    /** Work that says whether it changed anything; only then there is something to audit. */
    @FunctionalInterface
    private interface Change {
        boolean make(Connection connection) throws SQLException;
    }

    private boolean inAuditedTransaction(Caller caller, Action action, String label, Change change) {
        audit.meet(Agent.of(caller));
        return database.inTransaction(connection -> {
            boolean changed = change.make(connection);
            if (changed) {
                Pipeline pipeline = new Pipeline();
                Instant now = clock.instant();
                Access access = Access.of(now, caller, action, 0, label, 200, Set.of());
                audit.write(pipeline, connection, List.of(access));
                pipeline.send(connection);
            }
            return changed;
        });
    }

    /** The number that the package gets; 0 when it is there. */
    private int add(Connection connection, FhirPackage loading) throws SQLException {
        Manifest manifest = loading.manifest();
        try (PreparedStatement statement = connection.prepareStatement(ADD)) {
            statement.setString(1, manifest.name());
            statement.setString(2, manifest.version());
            statement.setString(3, manifest.title());
            statement.setArray(
                    4, connection.createArrayOf("text", manifest.needs().toArray()));
            statement.setBytes(5, loading.digest());
            statement.setTimestamp(6, java.sql.Timestamp.from(clock.instant()));
            try (ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                    return row.getInt(1);
                }
            }
        }
        requireSame(connection, loading);
        return 0;
    }

    private static void requireSame(Connection connection, FhirPackage loading) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT digest FROM package WHERE name = ? AND version = ?")) {
            statement.setString(1, loading.manifest().name());
            statement.setString(2, loading.manifest().version());
            try (ResultSet row = statement.executeQuery()) {
                if (row.next() && !Arrays.equals(row.getBytes(1), loading.digest())) {
                    throw new Failed(new Failure.Conflict(loading.manifest().label()
                            + " is loaded already, from a file of other content; remove it first."));
                }
            }
        }
    }

    private static void addDefinitions(Connection connection, int number, List<Definition> all) throws SQLException {
        for (int from = 0; number != 0 && from < all.size(); from += PORTION) {
            List<Definition> some = all.subList(from, Math.min(all.size(), from + PORTION));
            Pipeline pipeline = new Pipeline();
            pipeline.add(
                    ADD_DEFINITIONS,
                    number,
                    some.stream().map(Definition::type).toArray(String[]::new),
                    some.stream().map(Definition::url).toArray(String[]::new),
                    some.stream().map(Definition::version).toArray(String[]::new),
                    some.stream().map(Definition::constrains).toArray(String[]::new),
                    some.stream().map(Definition::packed).toArray(byte[][]::new));
            pipeline.send(connection);
        }
    }

    private Library read(Connection connection) throws SQLException {
        List<LoadedPackage> packages = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("SELECT package, name, version, title, needs,"
                        + " loaded, (SELECT count(*) FROM definition d WHERE d.package = p.package)"
                        + " FROM package p ORDER BY package");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                packages.add(new LoadedPackage(
                        row.getInt(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        List.of((String[]) row.getArray(5).getArray()),
                        row.getTimestamp(6).toInstant(),
                        row.getInt(7)));
            }
        }
        return new Library(database, vocabularies, packages, packages.isEmpty() ? List.of() : profiles(connection));
    }

    private static List<ProfileDefinition> profiles(Connection connection) throws SQLException {
        List<ProfileDefinition> profiles = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("SELECT url, version, constrains"
                        + " FROM definition_in_force WHERE type = 'StructureDefinition' AND constrains <> ''"
                        + " ORDER BY url");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                profiles.add(new ProfileDefinition(row.getString(1), row.getString(2), row.getString(3)));
            }
        }
        return profiles;
    }
}
