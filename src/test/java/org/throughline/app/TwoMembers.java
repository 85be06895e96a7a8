package org.throughline.app;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.access.Caller;
import org.throughline.access.Capacity;
import org.throughline.access.Rights;
import org.throughline.audit.AuditTrail;
import org.throughline.database.Sql;
import org.throughline.http.Answer;
import org.throughline.http.Fetcher;
import org.throughline.kernel.Address;
import org.throughline.keys.MessageKey;
import org.throughline.login.setting.Setting;
import org.throughline.login.smart.app.Secrets;
import org.throughline.network.peer.Asking;
import org.throughline.network.peer.House;
import org.throughline.network.peer.Kind;
import org.throughline.network.peer.Network;
import org.throughline.network.peer.Peer;

/** Two installations, each with an organization and a patient, which may join. */
final class TwoMembers {
    static final Caller OPERATOR = Installation.operator();
    static final Duration PATIENCE = Duration.ofSeconds(10);

    final TestProduct family = installation("Family Practice", "clinic");
    final TestProduct heart = installation("Heart Center", "center");

    private static TestProduct installation(String name, String organization) {
        TestProduct product = TestProduct.start();
        product.send(
                "PUT",
                "Organization/" + organization,
                "{'resourceType':'Organization','id':'" + organization + "','name':'" + name + "','identifier':"
                        + "[{'system':'http://hl7.org/fhir/sid/us-npi','value':'1234567893'}]}");
        product.set("ORGANIZATION", organization);
        product.send(
                "PUT",
                "Patient/ada",
                "{'resourceType':'Patient','id':'ada','name':[{'family':'Marlowe','given':['Ada']}]}");
        product.send(
                "PUT",
                "Observation/sugar",
                "{'resourceType':'Observation','id':'sugar','status':'final','code':{'text':'HbA1c'},"
                        + "'subject':{'reference':'Patient/ada'},'valueString':'7.2 %'}");
        return product;
    }

    static Network network(TestProduct product) {
        return product.wiring().network();
    }

    /** An invitation of the family practice. */
    String invitation() {
        return network(family).invitations().make(OPERATOR, Duration.ofHours(1)).text();
    }

    /** Heart Center joins Family Practice. */
    TwoMembers joined() {
        network(heart).joining().join(OPERATOR, invitation());
        return this;
    }

    /** Heart Center, as Family Practice knows it. */
    Peer heartThere() {
        return network(family).peers().at(heart.home()).orElseThrow();
    }

    /** Family Practice, as Heart Center knows it. */
    Peer familyThere() {
        return network(heart).peers().at(family.home()).orElseThrow();
    }

    /** Nobody is a member any more, and whatever stood before them stands there no more. */
    void apart() {
        family.behind(handler -> handler);
        heart.behind(handler -> handler);
        for (TestProduct each : List.of(family, heart)) {
            network(each)
                    .peers()
                    .members()
                    .forEach(peer -> network(each).leaving().leave(OPERATOR, peer));
            change(each, "DELETE FROM peer_notice");
        }
    }

    /** Nobody contacts anybody by itself for the next hour. */
    void quiet() {
        change(family, "UPDATE peer SET asked = now() + interval '1 hour'");
        change(heart, "UPDATE peer SET asked = now() + interval '1 hour'");
    }

    /** An installation contacts whom it knows, until something is so. */
    static void contact(TestProduct product, BooleanSupplier until) {
        for (int i = 0; i < 50 && !until.getAsBoolean(); i++) {
            change(product, "UPDATE peer SET asked = NULL");
            network(product).keepInTouch();
        }
        if (!until.getAsBoolean()) {
            throw new AssertionError(network(product).peers().all().toString());
        }
    }

    static void change(TestProduct product, String sql) {
        product.database().inTransaction(connection -> Sql.change(connection, sql));
    }

    /** Nobody answers at an installation. */
    static void down(TestProduct product) {
        product.behind(handler -> request -> Answer.of(503));
    }

    static void up(TestProduct product) {
        product.behind(handler -> handler);
    }

    /** The membership of an installation whose clock is wrong. */
    static Network withClock(TestProduct product, Duration ahead) {
        InstantSource clock = () -> Instant.now().plus(ahead);
        Wiring wiring = product.wiring();
        return new Network(
                product.database(),
                new AuditTrail(product.database()),
                wiring.care().types(),
                new House(
                        product.home(),
                        () -> wiring.login().settings().of(Setting.ORGANIZATION),
                        () -> Kind.PRACTICE,
                        wiring.records()),
                new Fetcher(true),
                MessageKey.of(product.data()),
                wiring.apps().members(),
                new Secrets(new SecureRandom()),
                clock);
    }

    /** A cardiologist of Heart Center who asks about a patient of theirs. */
    static Asking cardiologist(String about) {
        return Asking.toTreat(
                new Caller("account/7", "Dr Ana Ruiz", new Capacity("Cardiologist", "center"), Rights.NONE),
                Set.of(Address.of("Patient", "ada")),
                about);
    }

    /** The patient's general practitioner organization is Heart Center as well: it treats them. */
    void heartTreatsAda() {
        family.send(
                "PUT",
                "Patient/ada",
                "{'resourceType':'Patient','id':'ada','name':[{'family':'Marlowe','given':['Ada']}],"
                        + "'generalPractitioner':[{'reference':'Organization/"
                        + heartThere().organization() + "'}]}");
    }

    /** All rows of the record, but those of the directory's organizations and endpoints. */
    static String digest(TestProduct product) {
        String types = directory(product);
        return product.database()
                .<String>read(connection -> Sql.first(
                                connection,
                                row -> row.getString(1),
                                "SELECT md5(string_agg(t, '|' ORDER BY t)) FROM (SELECT resource || ':' || version || ':'"
                                        + " || md5(body) AS t FROM resource WHERE NOT (type = ANY (?::smallint[])) UNION ALL"
                                        + " SELECT resource || ':' || version || ':' || coalesce(md5(body), '') FROM history"
                                        + " WHERE NOT (type = ANY (?::smallint[]))) all_rows",
                                types,
                                types)
                        .orElseThrow());
    }

    private static String directory(TestProduct product) {
        return Stream.of("Organization", "Endpoint")
                .map(type -> Integer.toString(product.wiring().care().types().number(type)))
                .collect(Collectors.joining(",", "{", "}"));
    }
}
