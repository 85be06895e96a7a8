package org.throughline.app;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.throughline.audit.AuditTrail;
import org.throughline.database.Database;
import org.throughline.fhir.definitions.Definitions;
import org.throughline.fhir.definitions.R4;
import org.throughline.http.Handler;
import org.throughline.kernel.Ids;
import org.throughline.keys.Seal;
import org.throughline.keys.SecretFile;
import org.throughline.login.Login;
import org.throughline.record.Bodies;
import org.throughline.record.RecordSettings;
import org.throughline.record.Records;
import org.throughline.rest.Rest;
import org.throughline.rest.RestSettings;
import org.throughline.search.index.Extractor;
import org.throughline.search.parameter.Registry;
import org.throughline.search.query.References;
import org.throughline.search.value.Units;

/** The record with its search, put together. */
record Store(Records records, AuditTrail audit, Definitions definitions, Seal seal, Clock clock) {
    private static final int SEAL_KEY_BYTES = 32;

    /**
     * Puts the record together.
     *
     * @param base the base address of the FHIR API
     */
    static Store of(Database database, AuditTrail audit, Path data, String base, SecureRandom random)
            throws IOException {
        Clock clock = Clock.systemUTC();
        Definitions definitions = R4.definitions();
        Registry registry = new Registry(definitions, R4.compartments());
        Seal seal = new Seal(SecretFile.loadOrCreate(data.resolve("seal-key"), () -> bytes(random)));
        Records records = new Records(
                database,
                audit,
                definitions.types(),
                Bodies.shipped(),
                new Extractor(registry, new References(definitions.types(), base), Units.ofUcum()),
                (connection, caller, type, criteria, limit) -> List.of(),
                resource -> List.of(),
                RecordSettings.DEFAULT,
                new Ids(clock, random),
                clock);
        return new Store(records, audit, definitions, seal, clock);
    }

    /** The FHIR API over this record. */
    Handler api(Login login, String base) {
        return Rest.api(
                RestSettings.at(base), records, definitions, audit, login::caller, seal, clock, Version.CURRENT);
    }

    private static byte[] bytes(SecureRandom random) {
        byte[] key = new byte[SEAL_KEY_BYTES];
        random.nextBytes(key);
        return key;
    }
}
