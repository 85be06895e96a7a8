package org.throughline.record.booking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.throughline.app.TestProduct;
import org.throughline.fhir.definitions.R4;
import org.throughline.fhir.json.JsonObject;

/** Nobody's time is given away twice, whoever asks for it at once, by whatever way. */
class DoubleBookingTest {
    private static final int CLIENTS = 32;
    private static final TestProduct PRODUCT = TestProduct.start();
    private static final Instant NINE = Instant.parse("2027-03-01T09:00:00Z");

    @BeforeAll
    static void people() {
        PRODUCT.send("PUT", "Patient/p", "{'resourceType':'Patient','id':'p'}");
    }

    private static void provider(String id, int atOnce) {
        PRODUCT.send("PUT", "Practitioner/" + id, "{'resourceType':'Practitioner','id':'" + id + "'}");
        PRODUCT.send(
                "PUT",
                "Schedule/" + id,
                "{'resourceType':'Schedule','id':'" + id + "','actor':[{'reference':'Practitioner/" + id
                        + "'}],'extension':[{'url':'urn:throughline:at-once','valuePositiveInt':" + atOnce + "}]}");
    }

    private static String appointment(String provider, int from, int minutes, boolean beside) {
        Instant start = NINE.plus(from, ChronoUnit.MINUTES);
        return "{'resourceType':'Appointment','status':'booked','start':'" + start + "','end':'"
                + start.plus(minutes, ChronoUnit.MINUTES)
                + "','participant':[{'status':'accepted','actor':{'reference':"
                + "'Patient/p'}},{'status':'accepted','actor':{'reference':'Practitioner/" + provider + "'}}]"
                + (beside ? ",'extension':[{'url':'urn:throughline:overbooked','valueBoolean':true}]" : "") + "}";
    }

    private static int book(String provider, int from, int minutes, boolean beside) {
        return PRODUCT.send("POST", "Appointment", appointment(provider, from, minutes, beside))
                .status();
    }

    private static List<Integer> atOnce(List<Callable<Integer>> calls) throws InterruptedException, ExecutionException {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<Integer>> answers = calls.stream()
                    .map(call -> clients.submit(() -> {
                        start.await();
                        return call.call();
                    }))
                    .toList();
            start.countDown();
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
            return statuses;
        }
    }

    @Test
    void ofManyClientsWhoTakeOneSlotAtOnceOneGetsIt() throws Exception {
        provider("one", 1);
        for (int round = 0; round < 5; round++) {
            int from = round * 60;
            List<Integer> answers = atOnce(IntStream.range(0, CLIENTS)
                    .<Callable<Integer>>mapToObj(client -> () -> book("one", from, 15, false))
                    .toList());
            assertEquals(1, answers.stream().filter(status -> status == 201).count(), answers.toString());
            assertEquals(
                    CLIENTS - 1,
                    answers.stream().filter(status -> status == 409).count(),
                    answers.toString());
        }
    }

    @Test
    void whoTakesAnotherTimeOrAnotherProviderWaitsForNobody() throws Exception {
        provider("two", 1);
        provider("three", 1);
        List<Callable<Integer>> calls = IntStream.range(0, CLIENTS)
                .<Callable<Integer>>mapToObj(
                        client -> () -> book(client % 2 == 0 ? "two" : "three", client / 2 * 15, 15, false))
                .toList();
        assertEquals(
                CLIENTS, atOnce(calls).stream().filter(status -> status == 201).count());
    }

    @Test
    void movesThatCrossDoNotMeetInOnePlace() throws Exception {
        provider("crossed", 1);
        List<String> made = IntStream.range(0, 8)
                .mapToObj(each -> PRODUCT.send("POST", "Appointment", appointment("crossed", each * 15, 15, false))
                        .json())
                .map(json -> String.valueOf(json.text("id")))
                .toList();
        Random random = new Random(7);
        List<Callable<Integer>> moves = IntStream.range(0, CLIENTS)
                .<Callable<Integer>>mapToObj(each -> {
                    String id = made.get(each % made.size());
                    String body = appointment("crossed", random.nextInt(24) * 15, 15, false)
                            .replaceFirst("\\{", "{'id':'" + id + "',");
                    return () -> PRODUCT.send("PUT", "Appointment/" + id, body).status();
                })
                .toList();
        List<Integer> answers = atOnce(moves);
        assertTrue(answers.stream().allMatch(status -> status == 200 || status == 409), answers.toString());
        assertAtMost("crossed", 1, 1);
    }

    /** Whatever is asked for in whatever order, the rule holds; and what is refused would have broken it. */
    @Test
    void whateverIsBookedTheRuleHolds() {
        for (int seed = 0; seed < 6; seed++) {
            int atOnce = 1 + seed % 3;
            String provider = "any" + seed;
            provider(provider, atOnce);
            Random random = new Random(seed);
            List<int[]> booked = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                int from = random.nextInt(24) * 5;
                int minutes = 5 + random.nextInt(6) * 5;
                boolean beside = random.nextBoolean();
                int[] wanted = {from, from + minutes, beside ? 1 : 0};
                boolean fits = fits(booked, wanted, atOnce);
                assertEquals(fits ? 201 : 409, book(provider, from, minutes, beside), "seed " + seed + " step " + i);
                if (fits) {
                    booked.add(wanted);
                }
            }
            assertAtMost(provider, 1, atOnce);
        }
    }

    private static boolean fits(List<int[]> booked, int[] wanted, int atOnce) {
        List<int[]> all = new ArrayList<>(booked);
        all.add(wanted);
        return IntStream.range(wanted[0], wanted[1]).allMatch(minute -> {
            List<int[]> there = all.stream()
                    .filter(each -> each[0] <= minute && minute < each[1])
                    .toList();
            return there.size() <= atOnce
                    && there.stream().filter(each -> each[2] == 0).count() <= 1;
        });
    }

    private static void assertAtMost(String provider, int alone, int atOnce) {
        List<JsonObject> stored =
                PRODUCT.get("Appointment?_count=500&actor=Practitioner/" + provider).json().objects("entry").stream()
                        .map(entry -> java.util.Objects.requireNonNull(entry.object("resource")))
                        .toList();
        for (JsonObject each : stored) {
            Instant at = Instant.parse(java.util.Objects.requireNonNull(each.text("start")));
            List<JsonObject> there = stored.stream()
                    .filter(other ->
                            !Instant.parse(String.valueOf(other.text("start"))).isAfter(at)
                                    && at.isBefore(Instant.parse(String.valueOf(other.text("end")))))
                    .toList();
            assertTrue(there.size() <= atOnce, () -> there.toString());
            assertTrue(
                    there.stream().filter(other -> !other.has("extension")).count() <= alone, () -> there.toString());
        }
    }

    @Test
    void whatIsCalledOffGivesItsTimeBackAndCannotTakeItAgain() {
        provider("off", 1);
        String first = String.valueOf(PRODUCT.send("POST", "Appointment", appointment("off", 0, 30, false))
                .json()
                .text("id"));
        assertEquals(409, book("off", 15, 30, false));
        String cancelled = appointment("off", 0, 30, false)
                .replace("'booked'", "'cancelled'")
                .replaceFirst("\\{", "{'id':'" + first + "',");
        assertEquals(200, PRODUCT.send("PUT", "Appointment/" + first, cancelled).status());
        assertEquals(201, book("off", 15, 30, false));
        String again = cancelled.replace("'cancelled'", "'booked'");
        assertEquals(409, PRODUCT.send("PUT", "Appointment/" + first, again).status());
    }

    @Test
    void appointmentsOfOneTransactionAreHeldAgainstEachOther() {
        provider("bundle", 1);
        String entry = "{'request':{'method':'POST','url':'Appointment'},'resource':"
                + appointment("bundle", 0, 30, false) + "}";
        String bundle = "{'resourceType':'Bundle','type':'transaction','entry':[" + entry + "," + entry + "]}";
        assertEquals(409, PRODUCT.send("POST", "", bundle).status());
        assertEquals(201, book("bundle", 0, 30, false));
    }

    @Test
    void theMigrationNamesTheNumberOfAppointment() {
        assertEquals(5, R4.types().number("Appointment"));
    }
}
