package org.throughline.app;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.throughline.access.Caller;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Concept;
import org.throughline.care.entry.Entries;
import org.throughline.care.order.OrderDraft;
import org.throughline.care.order.Orders;
import org.throughline.care.order.Particulars;
import org.throughline.care.order.Supply;
import org.throughline.care.prescription.Exchange;
import org.throughline.care.prescription.Filler;
import org.throughline.care.prescription.Pharmacy;
import org.throughline.care.prescription.Stage;
import org.throughline.database.Sql;
import org.throughline.http.Answer;
import org.throughline.http.HttpServer;
import org.throughline.http.HttpSettings;
import org.throughline.http.Request;
import org.throughline.login.role.NamedOnly;
import org.throughline.login.role.PresentRights;
import org.throughline.login.smart.app.Proof;
import org.throughline.login.smart.app.Registration;
import org.throughline.login.smart.app.ScopeList;
import org.throughline.rest.Rest;
import org.throughline.terminology.sig.Sig;

/**
 * A practice and a pharmacy, each with an installation of its own, which talk over HTTP; and somebody on the wire between them who
 * does harm.
 */
final class TwoInstallations {
    static final Caller OPERATOR = Installation.operator();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    final TestProduct practice = TestProduct.start("--app-keys-on-private-network=true");
    final TestProduct pharmacy = TestProduct.start("--app-keys-on-private-network=true");
    final AtomicReference<Harm> harm = new AtomicReference<>(Harm.NONE);
    private final String at;
    private final String home;

    /** What happens to messages on their way to the pharmacy. */
    enum Harm {
        NONE,
        /** Nobody is there. */
        DOWN,
        /** It fails. */
        FAULT,
        /** It takes the message in, and the answer is lost. */
        LOST,
        /** It is asked twice. */
        TWICE,
        /** It takes longer than the sender waits, and then takes the message in. */
        SLOW
    }

    TwoInstallations() {
        try {
            HttpServer wire = HttpServer.start(HttpSettings.loopback(0), this::onTheWire, Rest::unreadable);
            practice.send(
                    "PUT",
                    "Practitioner/ito",
                    "{'resourceType':'Practitioner','id':'ito','name':[{'family':'Ito','given':['Rei']}]}");
            practice.send(
                    "PUT", "Organization/clinic", "{'resourceType':'Organization','id':'clinic','name':'Clinic'}");
            practice.set("ORGANIZATION", "clinic");
            practice.send(
                    "PUT",
                    "Patient/ada",
                    "{'resourceType':'Patient','id':'ada','birthDate':'1980-05-06','name':[{'family':'Marlowe','given':['Ada']}]}");
            pharmacy.send(
                    "PUT", "Organization/home", "{'resourceType':'Organization','id':'home','name':'Main Street'}");
            pharmacy.set("ORGANIZATION", "home");
            String there = register(pharmacy, practice);
            String here = register(practice, pharmacy);
            at = practice.wiring()
                    .prescribing()
                    .pharmacies()
                    .save(
                            OPERATOR,
                            partner("Main Street", "http://127.0.0.1:" + wire.port() + "/fhir", there, here, false));
            home = pharmacy.wiring()
                    .prescribing()
                    .pharmacies()
                    .save(OPERATOR, partner("Clinic", practice.base(), here, there, true));
            pharmacy.send("PUT", "Practitioner/green", "{'resourceType':'Practitioner','id':'green'}");
            new TestAccounts(pharmacy).staff("pharmacist", "Pat Green", "green", "pharmacist");
            pharmacy.database()
                    .inTransaction(connection -> Sql.change(connection, "UPDATE held_role SET site = 'home'"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Pharmacy partner(String name, String endpoint, String client, String theirs, boolean practice) {
        return new Pharmacy("", 0, name, "", "", "", "", "", "", "", endpoint, client, theirs, practice);
    }

    /** Registers one installation with another; its client id there. */
    private static String register(TestProduct where, TestProduct who) {
        int role = where.database()
                .read(connection -> Sql.first(
                                connection,
                                row -> row.getInt(1),
                                "SELECT role FROM role WHERE code = 'program-exchanges'")
                        .orElseThrow());
        Registration registration = new Registration(
                "Partner",
                "",
                Proof.KEYS,
                List.of(),
                null,
                ScopeList.parse("system/MessageHeader.c"),
                null,
                who.home() + "/messages/keys",
                true,
                false,
                false);
        return where.apps().apps().register(OPERATOR, registration, role).app().clientId();
    }

    private Answer onTheWire(Request request) {
        byte[] body = request.method().equals("POST") ? request.body(1_000_000) : new byte[0];
        Harm now = request.path().endsWith("$process-message") ? harm.get() : Harm.NONE;
        try {
            return switch (now) {
                case NONE -> forward(request, body);
                case DOWN -> Answer.of(503);
                case FAULT -> Answer.of(500);
                case LOST -> {
                    forward(request, body);
                    yield Answer.of(504);
                }
                case TWICE -> {
                    forward(request, body);
                    yield forward(request, body);
                }
                case SLOW -> {
                    Thread.sleep(5_500);
                    yield forward(request, body);
                }
            };
        } catch (IOException e) {
            return Answer.of(502);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.of(502);
        }
    }

    private Answer forward(Request request, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder to = HttpRequest.newBuilder(URI.create(pharmacy.home() + request.path()));
        request.header("Authorization").ifPresent(value -> to.header("Authorization", value));
        request.header("Content-Type").ifPresent(value -> to.header("Content-Type", value));
        HttpResponse<byte[]> answer = CLIENT.send(
                to.method(request.method(), BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofByteArray());
        return Answer.of(
                answer.statusCode(),
                answer.headers().firstValue("Content-Type").orElse("application/json"),
                answer.body());
    }

    /** Sends a prescription again that was given up. */
    void sendAgain(String order) {
        practice.wiring().prescribing().dispatch().sendAgain(OPERATOR, "ada", order);
    }

    /** Signs a prescription of thirty capsules; its reference. */
    String sign(int refills) {
        OrderDraft.Drug draft = new OrderDraft.Drug(
                new Concept("amoxicillin 500 mg capsule", List.of()),
                null,
                "",
                Sig.inWords("One three times a day"),
                new Supply(BigDecimal.valueOf(30), "capsule", null, refills),
                false,
                false,
                "",
                at,
                "",
                Particulars.PLAIN);
        CareParts care = practice.wiring().care();
        Orders orders = new Orders(
                care.records(),
                care.searches(),
                practice.wiring().safety().checks(),
                care.visits(),
                practice.wiring().prescribing().dispatch(),
                care.imagingHistory(),
                practice.wiring().between().referring(),
                care.types(),
                care.clock());
        return orders.sign(
                        new Entries.Chart(OPERATOR, "ada", new Author("Practitioner/ito", "Rei Ito")),
                        List.of(draft),
                        Map.of(),
                        true,
                        "")
                .getFirst();
    }

    Exchange exchange(String order) {
        return Objects.requireNonNull(
                practice.wiring().prescribing().dispatch().of(OPERATOR, "ada").get(order));
    }

    /** Waits until the prescriber knows it to be at a stage; what is to be tried again is tried at once. */
    void await(String order, Stage wanted) {
        long until = System.nanoTime() + 30_000_000_000L;
        while (exchange(order).stage() != wanted && System.nanoTime() < until) {
            hurry(practice);
            hurry(pharmacy);
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (exchange(order).stage() != wanted) {
            throw new AssertionError("It is " + exchange(order) + " and not " + wanted);
        }
    }

    private static void hurry(TestProduct product) {
        product.database()
                .inTransaction(
                        connection -> Sql.change(
                                connection,
                                "UPDATE outgoing_message SET due = now() WHERE state = 'WAITING' AND why <> '' AND due > now()"));
    }

    /** As if an installation had ended before it kept that its messages had arrived. */
    void forgetsWhatArrived(TestProduct product) {
        product.database()
                .inTransaction(connection -> Sql.change(
                        connection,
                        "UPDATE outgoing_message SET state = 'WAITING', due = now() WHERE state = 'DELIVERED'"));
    }

    /** Waits until nothing is to leave. */
    void quiet(TestProduct product) {
        long until = System.nanoTime() + 30_000_000_000L;
        while (product.database()
                        .<Boolean>read(connection ->
                                Sql.any(connection, "SELECT 1 FROM outgoing_message WHERE state = 'WAITING'"))
                && System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }

    List<Filler> atCounter(String order) {
        return pharmacy.wiring().prescribing().counter().open(pharmacist()).stream()
                .filter(each -> order.endsWith(each.prescriptionId()))
                .toList();
    }

    Caller pharmacist() {
        return new PresentRights(pharmacy.database(), NamedOnly.NOTHING, Clock.systemUTC())
                .caller("pharmacist")
                .orElseThrow();
    }

    /** The id of the practice in the pharmacy's directory. */
    String partner() {
        return home;
    }
}
