package org.throughline.events.reminder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.throughline.app.TestProduct;
import org.throughline.database.Sql;

/** Patients are reminded once, of what still stands, by a real mail server and a gateway for texts. */
class RemindersTest {
    private static final GreenMail MAIL = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private static final List<String> TEXTS = new ArrayList<>();
    private static final Set<String> MADE = new HashSet<>();
    private static final AtomicInteger ANSWER = new AtomicInteger(200);
    private static final HttpServer GATEWAY = gateway();
    private static final TestProduct PRODUCT = started();

    private static HttpServer gateway() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                synchronized (TEXTS) {
                    TEXTS.add(exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
                }
                exchange.sendResponseHeaders(ANSWER.get(), -1);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static TestProduct started() {
        MAIL.start();
        TestProduct product = TestProduct.start(
                "--mail-server=smtp://127.0.0.1:" + MAIL.getSmtp().getPort(),
                "--mail-from=desk@clinic.example",
                "--text-gateway=http://127.0.0.1:" + GATEWAY.getAddress().getPort() + "/send",
                "--text-header=Authorization: Bearer secret",
                "--text-body={\"to\":\"{to}\",\"message\":\"{text}\"}");
        product.set("ZONE", "America/New_York");
        product.set("REMINDER_HOURS", "12");
        product.set("REMINDER_CONTACT", "555-0100");
        product.send(
                "PUT",
                "Organization/clinic",
                "{'resourceType':'Organization','id':'clinic','name':'Millbrook Clinic'}");
        product.set("ORGANIZATION", "clinic");
        product.send(
                "PUT",
                "Practitioner/psy",
                "{'resourceType':'Practitioner','id':'psy','name':[{'family':'Freudberg'}]}");
        return product;
    }

    @AfterAll
    static void stop() {
        MAIL.stop();
        GATEWAY.stop(0);
    }

    @BeforeEach
    void quiet() throws Exception {
        MAIL.purgeEmailFromAllMailboxes();
        TEXTS.clear();
        ANSWER.set(200);
        MADE.forEach(id -> PRODUCT.request("DELETE", "Appointment/" + id).send());
        MADE.clear();
        PRODUCT.database().inTransaction(connection -> Sql.change(connection, "DELETE FROM reminder"));
    }

    private static void patient(String id, String telecom, String more) {
        PRODUCT.send(
                "PUT",
                "Patient/" + id,
                "{'resourceType':'Patient','id':'" + id + "','telecom':[" + telecom + "]" + more + "}");
    }

    private static String mail(String id) {
        return "{'system':'email','value':'" + id + "@home.example'}";
    }

    /** An appointment of tomorrow, whose reminder is due in some hours. */
    private static void appointment(String id, String patient, Instant start, String status) {
        MADE.add(id);
        PRODUCT.send(
                "PUT",
                "Appointment/" + id,
                "{'resourceType':'Appointment','id':'" + id + "','status':'" + status + "','start':'" + start
                        + "','end':'"
                        + start.plus(Duration.ofMinutes(15))
                        + "','created':'2020-01-01T00:00:00Z','reasonCode':[{'text':'Depression'}],"
                        + "'serviceType':[{'text':'Psychotherapy'}],'participant':[{'status':'accepted','actor':{'reference':'Patient/"
                        + patient + "'}},{'status':'accepted','actor':{'reference':'Practitioner/psy'}}]}");
    }

    private static Instant soon(int minutes) {
        return Instant.parse(
                Instant.now()
                                .plus(Duration.ofHours(20))
                                .plus(Duration.ofMinutes(minutes))
                                .toString()
                                .substring(0, 16) + ":00Z");
    }

    private static void due() {
        PRODUCT.database()
                .inTransaction(connection -> Sql.change(
                        connection, "UPDATE reminder SET due = now() - interval '1 minute' WHERE state = 'WAITING'"));
        PRODUCT.remind();
    }

    private static List<String> mails() {
        return Stream.of(MAIL.getReceivedMessages())
                .map(GreenMailUtil::getWholeMessage)
                .toList();
    }

    private static String states() {
        return PRODUCT.database()
                .read(connection -> Sql.list(
                        connection,
                        row -> row.getString(1),
                        "SELECT state || ' ' || why FROM reminder ORDER BY reminder"))
                .toString();
    }

    @Test
    void aReminderSaysWhenAndWhereAndNothingElseAndIsSentOnce() throws Exception {
        patient("ada", mail("ada"), "");
        Instant start = soon(0);
        appointment("a1", "ada", start, "booked");
        PRODUCT.remind();
        due();
        due();

        assertEquals(1, mails().size());
        MimeMessage mail = MAIL.getReceivedMessages()[0];
        assertEquals("Your appointment at Millbrook Clinic", mail.getSubject());
        assertEquals("ada@home.example", mail.getAllRecipients()[0].toString());
        String whole = mails().getFirst();
        String time = start.atZone(ZoneId.of("America/New_York")).toLocalTime().toString();
        assertTrue(whole.contains(time) && whole.contains("555-0100"), whole);
        assertTrue(whole.contains("BEGIN:VCALENDAR") && whole.contains("UID:a1@throughline"), whole);
        for (String secret : List.of("Depression", "Psychotherapy", "Freudberg", "psy")) {
            assertFalse(whole.contains(secret), secret);
        }
        assertTrue(PRODUCT.database()
                .<Boolean>read(connection ->
                        Sql.any(connection, "SELECT 1 FROM access WHERE target = 'Appointment/a1/reminder'")));
    }

    @Test
    void whoHasNoMailGetsATextAndWhoWantsNoneOrHasDiedGetsNothing() {
        patient("bo", "{'system':'phone','use':'mobile','value':'555 010 7788'}", "");
        patient("cy", mail("cy"), ",'extension':[{'url':'urn:throughline:no-reminders','valueBoolean':true}]");
        patient("di", mail("di"), ",'deceasedBoolean':true");
        patient("ed", "{'system':'phone','use':'home','value':'555 010 7799'}", "");
        int minutes = 20;
        for (String each : List.of("bo", "cy", "di", "ed")) {
            appointment("t-" + each, each, soon(minutes += 20), "booked");
        }
        PRODUCT.remind();
        due();
        assertEquals(List.of(), mails());
        assertEquals(1, TEXTS.size(), TEXTS.toString());
        assertTrue(
                TEXTS.getFirst()
                        .startsWith(
                                "Bearer secret {\"to\":\"555 010 7788\",\"message\":\"Reminder: your appointment at Millbrook Clinic"));
    }

    @Test
    void whatIsMovedOrCalledOffMeanwhileIsNotRemindedOf() {
        patient("fay", mail("fay"), "");
        patient("gil", mail("gil"), "");
        appointment("m1", "fay", soon(200), "booked");
        appointment("m2", "gil", soon(220), "booked");
        PRODUCT.remind();
        appointment("m1", "fay", soon(240), "booked");
        appointment("m2", "gil", soon(220), "cancelled");
        PRODUCT.remind();
        due();
        List<String> sent = mails();
        assertEquals(1, sent.size(), "the new time only: " + states());
        assertTrue(sent.getFirst().contains("fay@home.example"));
        assertTrue(states().contains("NEEDLESS"), states());
    }

    @Test
    void whoHasDiedMeanwhileIsNotRemindedNorWhoseRecordWasEndedBySomebody() {
        patient("ike", mail("ike"), "");
        patient("jo", mail("jo"), "");
        appointment("d1", "ike", soon(400), "booked");
        appointment("d2", "jo", soon(420), "booked");
        PRODUCT.remind();
        patient("ike", mail("ike"), ",'deceasedDateTime':'2026-01-02'");
        patient("jo", mail("jo"), ",'active':false");
        due();
        PRODUCT.remind();
        due();
        assertEquals(List.of(), mails());
    }

    @Test
    void whatTheGatewayDoesNotTakeIsTriedAgainAndWhatItRefusesIsNot() {
        patient("hal", "{'system':'sms','value':'+15550101'}", "");
        appointment("g1", "hal", soon(280), "booked");
        ANSWER.set(503);
        PRODUCT.remind();
        due();
        assertTrue(states().contains("WAITING The gateway did not take it (503)."), states());
        ANSWER.set(400);
        due();
        assertTrue(states().contains("GIVEN_UP The gateway refuses it (400)."), states());
        int tried = TEXTS.size();
        due();
        assertEquals(tried, TEXTS.size());
    }

    @Test
    void whatMayHaveLeftWhenTheMachineDiedIsNotSentAgain() {
        patient("ivo", mail("ivo"), "");
        appointment("c1", "ivo", soon(260), "booked");
        PRODUCT.remind();
        PRODUCT.database()
                .inTransaction(connection ->
                        Sql.change(connection, "UPDATE reminder SET state = 'LEAVING', attempts = 1, due = now()"));
        due();
        assertEquals(List.of(), mails());
    }

    @Test
    void manyWhoSendAtOnceSendEachOnce() throws Exception {
        for (int i = 0; i < 12; i++) {
            patient("many" + i, mail("many" + i), "");
            appointment("n" + i, "many" + i, soon(i * 20), "booked");
        }
        PRODUCT.remind();
        assertEquals(List.of(), mails());
        PRODUCT.database()
                .inTransaction(
                        connection -> Sql.change(connection, "UPDATE reminder SET due = now() - interval '1 minute'"));
        try (ExecutorService workers = Executors.newFixedThreadPool(6)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                all.add(workers.submit(PRODUCT::remind));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
        assertEquals(12, mails().size());
    }
}
