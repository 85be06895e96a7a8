package org.throughline.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.care.directory.Directory;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Entries;
import org.throughline.database.DatabaseSettings;
import org.throughline.database.Sql;
import org.throughline.fhir.definitions.R4;
import org.throughline.http.HttpSettings;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.login.setting.Setting;
import org.throughline.network.peer.Peer;
import org.throughline.network.transfer.Decisions;
import org.throughline.network.transfer.Wish;

/**
 * A member of a network as a process of its own, by a clock that may be wrong, which does what people do there: one command a line,
 * with one line as the answer, {@code ok …} or {@code no …}.
 *
 * <pre>{@code
 * java … MemberProcess DATA PORT BASE NAME SECONDS_AHEAD
 * invite
 * join INVITATION
 * ask MEMBER PATIENT
 * note MEMBER PATIENT NOTE
 * copies PATIENT
 * offer MEMBER PATIENT
 * take TRANSFER PATIENT
 * confirm TRANSFER
 * transfer TRANSFER
 * departures PATIENT
 * state
 * }</pre>
 */
public final class MemberProcess {
    private final Product product;

    private MemberProcess(Product product) {
        this.product = product;
    }

    /** Runs until it is killed, or its standard input ends. */
    public static void main(String... arguments) throws IOException {
        Logging.to(Logging.Level.WARNING);
        PrintStream out = System.out;
        Path data = Path.of(arguments[0]);
        Product product = Product.start(
                new ServeSettings(
                        data,
                        new DatabaseSettings.Embedded(data),
                        HttpSettings.loopback(Integer.parseInt(arguments[1])),
                        HouseRules.DEFAULT,
                        Optional.of(arguments[2]),
                        Optional.of(TestProduct.PASSWORD)),
                Clock.offset(Clock.systemUTC(), Duration.ofSeconds(Long.parseLong(arguments[4]))));
        MemberProcess member = new MemberProcess(product);
        member.found(arguments[3]);
        out.println("ok ready");
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.println(member.answer(List.of(line.split(" "))));
            }
        }
        product.close();
        Runtime.getRuntime().halt(0);
    }

    /** Its organization, unless it has one from an earlier start. */
    private void found(String name) {
        Wiring wiring = product.wiring();
        if (!wiring.login().settings().of(Setting.ORGANIZATION).isEmpty()) {
            return;
        }
        String organization = wiring.care()
                .directory()
                .found(
                        Installation.operator(),
                        name,
                        List.of(),
                        new Directory.Newcomer("Rei", "Ito"),
                        "Physician",
                        founded -> connection -> founded.organization());
        wiring.login()
                .settings()
                .set(Installation.operator(), Map.of(Setting.ORGANIZATION, organization, Setting.ZONE, "UTC"));
    }

    private String answer(List<String> command) {
        try {
            return "ok " + done(command);
        } catch (Failed e) {
            return "no " + e.failure().message().replace('\n', ' ');
        } catch (RuntimeException e) {
            return "no " + e;
        }
    }

    private String done(List<String> command) {
        Wiring wiring = product.wiring();
        switch (command.getFirst()) {
            case "invite" -> {
                return wiring.network()
                        .invitations()
                        .make(Installation.operator(), Duration.ofHours(1))
                        .text();
            }
            case "join" -> wiring.network().joining().join(Installation.operator(), command.get(1));
            case "ask" ->
                wiring.sharing()
                        .linking()
                        .ask(Installation.operator(), member(command.get(1)), command.get(2), null, true);
            case "note" ->
                wiring.between()
                        .notes()
                        .send(
                                new Entries.Chart(Installation.operator(), command.get(2), new Author("", "Rei Ito")),
                                command.get(3),
                                member(command.get(1)).number(),
                                "",
                                "");
            case "copies" -> {
                return copies(wiring, command.get(1));
            }
            case "offer" -> {
                return offer(member(command.get(1)), command.get(2));
            }
            case "take" ->
                wiring.between()
                        .transfers()
                        .decisions()
                        .accept(Installation.operator(), command.get(1), command.get(2));
            case "confirm" -> wiring.between().transfers().decisions().confirm(Installation.operator(), command.get(1));
            case "transfer" -> {
                return wiring.between().transfers().one(command.get(1)).state().name();
            }
            case "departures" -> {
                return departures(wiring, command.get(1));
            }
            case "state" -> {
                return state(wiring);
            }
            default -> throw new IllegalArgumentException(command.toString());
        }
        return "";
    }

    /** A patient asked yesterday that the chart moves; it is signed; the id of the transfer. */
    private String offer(Peer to, String patient) {
        Decisions decisions = product.wiring().between().transfers().decisions();
        Wish wish = new Wish("", LocalDate.now(ZoneOffset.UTC).minusDays(1), "paper", "", Set.of(), true);
        String id = decisions.prepare(Installation.operator(), patient, to.number(), "", wish);
        decisions.sign(Installation.operator(), id);
        return id;
    }

    /** How often the account of disclosures says that the patient's chart left. */
    private static String departures(Wiring wiring, String patient) {
        return wiring.database()
                .<String>read(connection -> Sql.list(
                                connection,
                                row -> row.getString(1),
                                "SELECT recipient FROM disclosure WHERE patient = ?",
                                Address.of("Patient", patient))
                        .toString());
    }

    /** The sources and values of the results of others that are kept here about a patient. */
    private static String copies(Wiring wiring, String patient) {
        List<byte[]> bodies = wiring.database()
                .read(connection -> Sql.list(
                        connection,
                        row -> row.getBytes(1),
                        "SELECT body FROM resource WHERE origin <> 0 AND body IS NOT NULL AND patient = ? AND type = ?",
                        Address.of("Patient", patient),
                        (short) R4.types().number("Observation")));
        return bodies.stream()
                .map(wiring.records().bodies()::open)
                .map(copy ->
                        Objects.requireNonNull(copy.object("meta")).text("source") + "=" + copy.get("valueInteger"))
                .collect(Collectors.joining(" "));
    }

    /** What it keeps about sharing, for whoever has to find out why a test is red. */
    private static String state(Wiring wiring) {
        return wiring.database()
                .<String>read(connection -> Stream.<String>of(
                                "SELECT * FROM link",
                                "SELECT * FROM giving",
                                "SELECT link, count(*) FROM given GROUP BY link",
                                "SELECT * FROM source",
                                "SELECT * FROM listener",
                                "SELECT * FROM link_message",
                                "SELECT id, state, sent, last, failures, due, fault FROM subscription",
                                "SELECT subscription, number, resource, id, version FROM subscription_event")
                        .map(query -> query + ": " + rows(connection, query))
                        .collect(Collectors.joining(" ;; ")));
    }

    private static String rows(Connection connection, String query) {
        try {
            return Sql.list(connection, row -> row.getString(1), "SELECT each::text FROM (" + query + " LIMIT 60) each")
                    .toString();
        } catch (SQLException e) {
            return e.toString();
        }
    }

    private Peer member(String name) {
        return product.wiring().network().peers().members().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no member " + name));
    }
}
