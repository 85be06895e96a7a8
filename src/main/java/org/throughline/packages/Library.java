package org.throughline.packages;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.database.Database;
import org.throughline.fhir.definitions.CodeSystem;
import org.throughline.fhir.definitions.DefinitionSource;
import org.throughline.fhir.definitions.ProfileDefinition;
import org.throughline.fhir.definitions.R4;
import org.throughline.fhir.definitions.Terminology;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.fhir.packages.Packing;
import org.throughline.packages.vocabulary.Vocabularies;

/**
 * The definitions of the packages that are loaded. A library is of one moment: when packages come or go, another takes
 * its place. Definitions are read from the database when they are asked for, so that a large package costs no memory.
 */
public final class Library implements DefinitionSource {
    private final Database database;
    private final Vocabularies vocabularies;
    private final List<LoadedPackage> packages;
    private final List<ProfileDefinition> profiles;
    private @Nullable Terminology terminology;

    Library(
            Database database,
            Vocabularies vocabularies,
            List<LoadedPackage> packages,
            List<ProfileDefinition> profiles) {
        this.database = database;
        this.vocabularies = vocabularies;
        this.packages = List.copyOf(packages);
        this.profiles = List.copyOf(profiles);
    }

    /** The packages, in the order in which they were loaded. */
    public List<LoadedPackage> packages() {
        return packages;
    }

    /** The profiles of resource types, each address once. */
    public List<ProfileDefinition> profiles() {
        return profiles;
    }

    /** R4's code systems and value sets, and those of the packages. */
    public synchronized Terminology terminology() {
        Terminology made = terminology;
        if (made == null) {
            made = R4.terminology().backedBy(this);
            terminology = made;
        }
        return made;
    }

    /** The definition of an address; one with a version is that version or none. */
    @Override
    public byte @Nullable [] find(String type, String canonical) {
        int bar = canonical.indexOf('|');
        String url = bar < 0 ? canonical : canonical.substring(0, bar);
        String version = bar < 0 ? "" : canonical.substring(bar + 1);
        return database.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("SELECT body FROM definition"
                    + " WHERE type = ? AND url = ? AND (? = '' OR version = ?) ORDER BY package DESC LIMIT 1")) {
                statement.setString(1, type);
                statement.setString(2, url);
                statement.setString(3, version);
                statement.setString(4, version);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? Packing.open(row.getBytes(1)) : null;
                }
            }
        });
    }

    @Override
    public @Nullable CodeSystem largeSystem(String url) {
        return vocabularies.system(url);
    }

    /** All definitions in force of a type, in the order of their addresses. */
    public List<JsonObject> all(String type) {
        return database.read(connection -> {
            List<JsonObject> all = new ArrayList<>();
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT body FROM definition_in_force WHERE type = ? ORDER BY url")) {
                statement.setString(1, type);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        all.add(JsonReader.readObject(Packing.open(row.getBytes(1))));
                    }
                }
            }
            return all;
        });
    }
}
