package org.throughline.network.outside;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.Acts;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.keys.ClientKeys;
import org.throughline.network.link.Link;
import org.throughline.network.link.Linking;
import org.throughline.network.link.Links;
import org.throughline.network.peer.Asking;
import org.throughline.network.peer.Kind;
import org.throughline.network.peer.Member;
import org.throughline.network.peer.OrganizationResource;
import org.throughline.record.Copy;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Target;

/** Which servers of others there are: registering one, changing how it is asked, and ending it. */
public final class Servers {
    private static final Duration SHORTEST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final int LONGEST_CLIENT = 200;
    private static final int LONGEST_SCOPES = 4000;

    private final Database database;
    private final Records records;
    private final Acts acts;
    private final Sessions sessions;
    private final ClientKeys keys;
    private final InstantSource clock;

    public Servers(
            Database database, Records records, Acts acts, Sessions sessions, ClientKeys keys, InstantSource clock) {
        this.database = database;
        this.records = records;
        this.acts = acts;
        this.sessions = sessions;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * A server as somebody wrote it down.
     *
     * @param npi of its organization; empty when it is not known
     * @param client as whom this installation is registered there
     * @param scopes what to ask for; empty for what the server says it gives
     */
    public record Draft(
            String name, Kind kind, String npi, String address, String client, String scopes, Duration every) {}

    /** All that ever were, by name. */
    public List<Server> all() {
        return database.read(ServerRows::all);
    }

    /** Those that are asked, by name. */
    public List<Server> open() {
        return all().stream().filter(Server::open).toList();
    }

    /** Whether there is any that is asked. */
    public boolean any() {
        return database.read(ServerRows::any);
    }

    /** The one of a number, also when it is asked no more. */
    public Optional<Server> of(int number) {
        return database.read(connection -> ServerRows.of(connection, number));
    }

    /**
     * Registers a server, anew when it was known at that address. It is not asked anything yet.
     *
     * @throws Failed with {@link Failure.Malformed} naming what is missing or wrong, {@link Failure.Conflict} when it is
     *     registered already
     */
    public Server register(Caller by, Draft draft) {
        String address = Addresses.base(draft.address());
        String client = client(draft.client());
        String scopes = scopes(draft.scopes());
        Duration every = every(draft.every());
        Member member = member(draft);
        Optional<Server> known = database.read(connection -> ServerRows.at(connection, address));
        if (known.filter(Server::open).isPresent()) {
            throw new Failed(new Failure.Conflict(address + " is registered already."));
        }
        String organization = "urn:uuid:" + UUID.randomUUID();
        String endpoint = "urn:uuid:" + UUID.randomUUID();
        List<Integer> numbers = new ArrayList<>();
        records.write(
                by,
                List.of(
                        new Intent.Create(
                                "Organization",
                                () -> OrganizationResource.organization(JsonObject.EMPTY, member, endpoint),
                                null,
                                organization),
                        new Intent.Create(
                                "Endpoint",
                                () -> OrganizationResource.endpoint(
                                        JsonObject.EMPTY, member.name(), organization, address),
                                null,
                                endpoint)),
                (at, written, patients) ->
                        Access.of(at, by, Action.ADMIT_PEER, 0, "outside server: " + address, 201, patients),
                Records.Company.with((connection, written) -> numbers.add(ServerRows.put(
                        connection,
                        new Server(
                                0,
                                address,
                                Objects.requireNonNull(written.getFirst().stored())
                                        .id(),
                                Objects.requireNonNull(written.getLast().stored())
                                        .id(),
                                member.name(),
                                member.kind(),
                                client,
                                scopes,
                                every,
                                true,
                                clock.instant(),
                                by.display(),
                                "",
                                null,
                                "",
                                null,
                                keys.names().getLast(),
                                "")))));
        return of(numbers.getLast()).orElseThrow();
    }

    private static Member member(Draft draft) {
        if (draft.name().isBlank()) {
            throw new Failed(new Failure.Malformed("required", "name", "What is the organization called?"));
        }
        if (!draft.npi().isBlank() && !draft.npi().strip().matches("[0-9]{10}")) {
            throw new Failed(new Failure.Malformed("value", "npi", "An NPI has ten digits."));
        }
        return new Member(
                draft.name(),
                draft.kind(),
                draft.npi().isBlank()
                        ? List.of()
                        : List.of(new Member.Identifier(
                                "http://hl7.org/fhir/sid/us-npi", draft.npi().strip())));
    }

    private static String client(String written) {
        String client = written.strip();
        if (client.isEmpty() || client.length() > LONGEST_CLIENT || !client.matches("[\\x21-\\x7e]+")) {
            throw new Failed(new Failure.Malformed(
                    "required", "client", "The client id is missing: the other side gives it when it registers us."));
        }
        return client;
    }

    private static String scopes(String written) {
        String scopes = written.strip().replaceAll("\\s+", " ");
        if (scopes.length() > LONGEST_SCOPES || !scopes.matches("[\\x20-\\x7e]*")) {
            throw new Failed(new Failure.Malformed("value", "scopes", "These scopes cannot be asked for."));
        }
        return scopes;
    }

    private static Duration every(Duration every) {
        if (every.compareTo(SHORTEST) < 0 || every.compareTo(LONGEST) > 0) {
            throw new Failed(new Failure.Malformed(
                    "value", "every", "Ask again after ten seconds at least, and a week at most."));
        }
        return every;
    }

    /** Changes how a server is asked. */
    public void change(Caller by, Server server, String client, String scopes, Duration every) {
        String id = client(client);
        String asked = scopes(scopes);
        int seconds = (int) every(every).toSeconds();
        acts.act(by, Action.CHANGE_PEER, "outside server: " + server.name(), connection -> {
            ServerRows.change(connection, server.number(), id, asked, seconds);
            return Sql.change(
                    connection, "UPDATE outside_record SET due = ? WHERE peer = ?", clock.instant(), server.number());
        });
        sessions.forget(server);
    }

    /**
     * Has a server asked with another pair of keys from now on. The pair before it counts until the server has taken the other one: it
     * may fetch our keys seldom, or somebody there may have to type them.
     */
    public void renewKey(Caller by, Server server) {
        List<String> names = keys.names();
        String present = server.key().isEmpty() ? names.getFirst() : server.key();
        String next = present.equals(names.getLast()) ? keys.renew() : names.getLast();
        acts.act(
                by,
                Action.CHANGE_PEER,
                "outside server, another key: " + server.name(),
                connection -> ServerRows.nextKey(connection, server.number(), next));
        sessions.forget(server);
    }

    /**
     * Asks a server what it can, and for a token.
     *
     * @throws Failed as {@link Session} tells, in words about "it"
     */
    public void test(Caller by, Server server) {
        sessions.forget(server);
        sessions.ask(server, Asking.toTreat(by, Set.of(), "access"), Session::server);
    }

    /** A server is asked nothing any more, and all that came from it is taken out. */
    public void end(Caller by, Server server, Linking linking) {
        for (Link link : database.read(connection -> Links.ofOrigin(connection, server.number()))) {
            linking.outside().end(by, link, server.name() + " is asked no more.", false);
        }
        records.write(
                by,
                List.of(
                        new Intent.Patch(
                                new Target.ById("Organization", server.organization()),
                                OrganizationResource::past,
                                Precondition.NONE),
                        new Intent.Patch(
                                new Target.ById("Endpoint", server.endpoint()),
                                OrganizationResource::off,
                                Precondition.NONE)),
                (at, written, patients) -> Access.of(
                        at, by, Action.CHANGE_PEER, 0, "outside server ended: " + server.address(), 200, patients),
                Records.Company.with((connection, written) ->
                        ServerRows.end(connection, server.number(), clock.instant(), by.display())));
        records.copies().change((keeping, connection) -> keeping.withdrawAll(new Copy.Origin(server.number())));
        sessions.forget(server);
    }

    /** The links of a patient of ours with a server. */
    List<Link> links(Connection connection, RecordRows.Row row) throws SQLException {
        return Links.with(connection, row.peer(), row.patient());
    }
}
