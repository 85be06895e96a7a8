package org.throughline.network.outside;

import java.time.InstantSource;
import java.util.List;
import org.throughline.access.Caller;
import org.throughline.audit.Acts;
import org.throughline.audit.AuditTrail;
import org.throughline.database.Database;
import org.throughline.fhir.definitions.Types;
import org.throughline.http.Fetcher;
import org.throughline.keys.ClientKeys;
import org.throughline.login.smart.app.Secrets;
import org.throughline.network.emergency.Source;
import org.throughline.network.link.Linking;
import org.throughline.network.link.Permissions;
import org.throughline.record.Records;

/** Servers of others, put together. */
public final class Outside implements AutoCloseable {
    private final ClientKeys keys;
    private final Servers servers;
    private final Finding finding;
    private final Polling polling;
    private final Telling telling;
    private final Linking linking;
    private final EmergencyRecords emergencies;

    /** @param home the address of this installation, without a slash at the end */
    public Outside(
            Database database,
            Records records,
            AuditTrail audit,
            Fetcher fetcher,
            ClientKeys keys,
            Linking linking,
            Permissions permissions,
            Types types,
            String home,
            Secrets secrets,
            InstantSource clock) {
        Acts acts = new Acts(database, audit, clock);
        Sessions sessions = new Sessions(database, fetcher, keys, audit, clock);
        this.keys = keys;
        this.linking = linking;
        this.servers = new Servers(database, records, acts, sessions, keys, clock);
        this.finding = new Finding(servers, sessions, records, linking);
        this.emergencies = new EmergencyRecords(servers, sessions, finding, linking);
        this.telling = new Telling(database, sessions, home, secrets, clock);
        this.polling = new Polling(
                database,
                servers,
                sessions,
                new Keeper(records, acts, types),
                linking,
                permissions,
                telling,
                types,
                clock);
    }

    /** Our public keys, as a JWK Set. */
    public String keys() {
        return keys.published();
    }

    /** Which servers there are. */
    public Servers servers() {
        return servers;
    }

    /** Looks for patients there. */
    public Finding finding() {
        return finding;
    }

    /** Keeps what they have. */
    public Polling polling() {
        return polling;
    }

    /** Those that are asked in an emergency. */
    public List<Source> sources() {
        return emergencies.sources();
    }

    /** A server tells that something has changed; whether what it showed is what it was given to show. */
    boolean told(int server, String shown) {
        return telling.heard(server, shown);
    }

    /** A server is asked nothing any more, and all that came from it is taken out. */
    public void end(Caller by, Server server) {
        servers.end(by, server, linking);
    }

    @Override
    public void close() {
        polling.close();
    }
}
