package org.throughline.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.throughline.access.Caller;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Concept;
import org.throughline.care.entry.Entries;
import org.throughline.care.order.OrderDraft;
import org.throughline.care.order.OrderKind;
import org.throughline.care.order.Orders;
import org.throughline.care.order.Particulars;
import org.throughline.care.order.Reason;
import org.throughline.care.order.Urgency;
import org.throughline.care.referral.Chasing;
import org.throughline.care.referral.Deadlines;
import org.throughline.care.referral.Move;
import org.throughline.care.referral.Referral;
import org.throughline.care.referral.Referrals;
import org.throughline.care.referral.State;
import org.throughline.care.referral.Wish;
import org.throughline.database.Sql;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.http.Answer;
import org.throughline.network.post.Sent;

/** A family practice refers patients to a heart center. */
class ReferralTest {
    private static final Caller OPERATOR = Installation.operator();
    private static final TwoMembers MEMBERS = new TwoMembers().joined();

    private final TestProduct family = MEMBERS.family;
    private final TestProduct heart = MEMBERS.heart;

    private static String who(String name, String born) {
        return "'gender':'female','birthDate':'" + born + "','name':[{'family':'" + name
                + "','given':['Ada','Jane']}],'address':[{'line':['12 Mill Lane'],'city':'Salem','postalCode':'97301'}],"
                + "'telecom':[{'system':'phone','value':'503-555-01" + born.substring(8) + "'}]";
    }

    private void patient(TestProduct of, String id, String name, String born) {
        of.send("PUT", "Patient/" + id, "{'resourceType':'Patient','id':'" + id + "'," + who(name, born) + "}");
    }

    private String refer(String patient, String question) {
        family.send(
                "PUT",
                "Practitioner/ito",
                "{'resourceType':'Practitioner','id':'ito','name':[{'family':'Ito','given':['Rei']}]}");
        CareParts care = family.wiring().care();
        Between between = family.wiring().between();
        Orders orders = new Orders(
                care.records(),
                care.searches(),
                family.wiring().safety().checks(),
                care.visits(),
                family.wiring().prescribing().dispatch(),
                care.imagingHistory(),
                between.referring(),
                care.types(),
                care.clock());
        OrderDraft draft = new OrderDraft.Service(
                OrderKind.REFERRAL,
                new Concept("Cardiology", List.of()),
                null,
                null,
                List.of("Question: " + question),
                between.destinations().meant(OPERATOR, "heart center"),
                new Particulars(
                        Urgency.URGENT, List.of(new Reason("", new Concept("Palpitations", List.of()))), null, ""));
        orders.sign(
                new Entries.Chart(OPERATOR, patient, new Author("Practitioner/ito", "Rei Ito")),
                List.of(draft),
                Map.of(),
                true,
                "");
        return out(patient).id();
    }

    private Referrals atFamily() {
        return family.wiring().between().referrals();
    }

    private Referrals atHeart() {
        return heart.wiring().between().referrals();
    }

    private Referral out(String patient) {
        return atFamily().of(OPERATOR, patient).getFirst();
    }

    private Referral in(String number) {
        return atHeart().numbered(OPERATOR, number).orElseThrow();
    }

    private void move(Referrals at, Referral referral, Move move, String words, String note) {
        LocalDate day = move == Move.SCHEDULED ? LocalDate.of(2026, 12, 9) : null;
        at.move(
                OPERATOR,
                at.read(OPERATOR, referral.id()),
                new Wish(at.read(OPERATOR, referral.id()).version(), move, words, day, note));
    }

    private static Duration await(String what, BooleanSupplier condition) {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - begun < Duration.ofSeconds(30).toNanos(), what);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private boolean arrived(String number) {
        return atHeart().numbered(OPERATOR, number).isPresent();
    }

    @Test
    void aReferralGoesToTheOtherSideAndComesBackWithTheConsultNote() {
        patient(family, "quill", "Quill", "1949-03-08");
        patient(heart, "h-quill", "Quill", "1949-03-08");
        family.send(
                "POST",
                "AllergyIntolerance",
                "{'resourceType':'AllergyIntolerance','patient':{'reference':'Patient/quill'},'code':{'text':'Penicillin'},"
                        + "'clinicalStatus':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical','code':'active'}]}}");
        refer("quill", "Is it an arrhythmia?");
        String number = out("quill").number();
        Duration brought = await("it arrived: " + why(), () -> arrived(number));
        assertTrue(brought.toMillis() < 10_000, brought.toString());
        await("who asks knows", () -> out("quill").state() == State.RECEIVED);

        Referral there = in(number);
        assertEquals("h-quill", there.patient());
        assertEquals("Cardiology", there.what());
        assertEquals("Rei Ito, Family Practice", there.other());
        assertTrue(there.why().contains("Is it an arrhythmia?"), there.why());
        assertEquals(1, there.enclosed().size());
        String summary = heart.get("DocumentReference/" + there.enclosed().getFirst())
                .json()
                .toString();
        assertTrue(summary.contains("Patient summary"), summary);
        await(
                "both are linked",
                () -> !heart.wiring().sharing().linking().links("h-quill").isEmpty());

        move(atHeart(), there, Move.ACCEPTED, "", "");
        move(atHeart(), there, Move.SCHEDULED, "", "");
        move(atHeart(), there, Move.SEEN, "", "");
        heart.send(
                "PUT",
                "DocumentReference/n1",
                "{'resourceType':'DocumentReference','id':'n1','status':'current','type':{'text':'Consultation note'},"
                        + "'subject':{'reference':'Patient/h-quill'},'author':[{'display':'Dr Ana Ruiz'}],"
                        + "'content':[{'attachment':{'contentType':'text/plain','data':'U2ludXMgcmh5dGhtLg=='}}]}");
        move(atHeart(), there, Move.REPORTED, "", "n1");
        await("the note is back: " + why(), () -> out("quill").state() == State.REPORTED);
        Referral back = out("quill");
        String note = family.get("DocumentReference/" + back.reports().getFirst())
                .json()
                .toString();
        assertTrue(note.contains("Dr Ana Ruiz, Heart Center"), note);
        assertEquals(
                1,
                family.get("Task?focus=Task/" + back.id() + "&status=requested")
                        .json()
                        .objects("entry")
                        .size());

        move(atFamily(), back, Move.CLOSED, "", "");
        await("the loop is closed there too", () -> in(number).state() == State.CLOSED);
        assertEquals(out("quill").course(), in(number).course());
        assertEquals(
                0,
                family.get("Task?focus=Task/" + back.id() + "&status=requested")
                        .json()
                        .objects("entry")
                        .size());
    }

    @Test
    void whoeverIsNotKnownThereWaitsUntilSomebodySaysWhoItIs() {
        patient(family, "ulmer", "Ulmer", "1961-05-09");
        refer("ulmer", "Murmur?");
        String number = out("ulmer").number();
        await("it arrived: " + why(), () -> arrived(number));
        Referral there = in(number);
        assertEquals("", there.patient());
        assertEquals("Ulmer, Ada Jane, born 1961-05-09", there.who());
        patient(heart, "h-ulmer", "Ulmer", "1961-05-09");
        heart.wiring()
                .between()
                .arrivals()
                .identify(
                        OPERATOR,
                        heart.wiring().between().arrivals().packet(there.id()).orElseThrow(),
                        "h-ulmer");
        assertEquals("h-ulmer", in(number).patient());
        assertEquals(1, in(number).enclosed().size());
        await(
                "both are linked",
                () -> !heart.wiring().sharing().linking().links("h-ulmer").isEmpty());
    }

    @Test
    void whatIsNotAnsweredIsBroughtAgainAndAppliedOnce() {
        patient(family, "vance", "Vance", "1970-02-11");
        patient(heart, "h-vance", "Vance", "1970-02-11");
        TwoMembers.down(heart);
        refer("vance", "Chest pain?");
        String number = out("vance").number();
        await("it is tried", () -> sent("vance").stream().anyMatch(each -> each.attempts() > 1));
        AtomicInteger lost = new AtomicInteger();
        heart.behind(handler -> request -> {
            Answer answer = handler.handle(request);
            return request.path().equals("/network/messages") && lost.getAndIncrement() < 2 ? Answer.of(503) : answer;
        });
        await("it is heard", () -> sent("vance").stream().allMatch(each -> each.state() == Sent.State.HEARD));
        TwoMembers.up(heart);
        assertTrue(lost.get() >= 3, lost.toString());
        assertEquals(
                1,
                heart.get("Task?identifier=" + number).json().objects("entry").size());
        assertEquals(
                1,
                heart.get("DocumentReference?patient=h-vance")
                        .json()
                        .objects("entry")
                        .size());
        await("both say the same", () -> out("vance").course().equals(in(number).course()));
    }

    @Test
    void whatTheOtherSideDoesNotTakeIsShownWithItsReason() {
        patient(family, "wells", "Wells", "1966-10-01");
        refer("wells", "Syncope?");
        String number = out("wells").number();
        await("it arrived", () -> arrived(number) && out("wells").state() == State.RECEIVED);
        heart.send("DELETE", "Task/" + in(number).id(), "");
        move(atFamily(), out("wells"), Move.CANCELLED, "Not needed", "");
        await("it is refused", () -> sent("wells").getLast().state() == Sent.State.REFUSED);
        assertTrue(
                sent("wells").getLast().why().contains("not known there"),
                sent("wells").toString());
        assertEquals(
                "revoked",
                family.get("ServiceRequest/" + out("wells").order()).json().text("status"));
    }

    @Test
    void anOrderThatIsTakenBackCancelsItsReferral() {
        patient(family, "yates", "Yates", "1951-12-12");
        refer("yates", "Murmur?");
        Referral referral = out("yates");
        await("it arrived", () -> arrived(referral.number()));
        JsonObject order = family.get("ServiceRequest/" + referral.order()).json();
        family.send(
                "PUT",
                "ServiceRequest/" + referral.order(),
                order.with("status", new JsonString("revoked")).toString());
        await("it is cancelled there", () -> in(referral.number()).state() == State.CANCELLED);
    }

    @Test
    void whatTheMemberMayNotSeeDoesNotGoWithAReferral() {
        patient(family, "xenos", "Xenos", "1963-06-21");
        patient(heart, "h-xenos", "Xenos", "1963-06-21");
        condition("xenos", "Migraine", "");
        condition(
                "xenos",
                "Alcohol dependence",
                "'meta':{'security':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'ETH'}]},");
        refer("xenos", "Murmur?");
        Referral out = out("xenos");
        await("it arrived: " + why(), () -> arrived(out.number()));
        String all =
                heart
                        .get("DocumentReference/" + in(out.number()).enclosed().getFirst())
                        .json()
                        .objects("content")
                        .stream()
                        .map(each -> Objects.requireNonNull(each.object("attachment"))
                                .text("url"))
                        .map(url -> heart.get(String.valueOf(url)).text())
                        .collect(Collectors.joining());
        assertTrue(all.contains("Migraine"), all);
        assertFalse(all.contains("Alcohol"), all);
    }

    private void condition(String patient, String what, String meta) {
        family.send(
                "POST",
                "Condition",
                "{'resourceType':'Condition'," + meta + "'subject':{'reference':'Patient/" + patient
                        + "'},'code':{'text':'" + what
                        + "'},'category':[{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/condition-category','code':'problem-list-item'}]}],"
                        + "'clinicalStatus':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/condition-clinical','code':'active'}]}}");
    }

    @Test
    void whoThePatientDeniesIsNotSentAndThatIsSaid() {
        patient(family, "denys", "Denys", "1969-04-17");
        family.send(
                "PUT",
                "Consent/denys",
                "{'resourceType':'Consent','id':'denys','status':'active','scope':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/consentscope','code':'patient-privacy'}]},"
                        + "'category':[{'coding':[{'system':'http://loinc.org','code':'59284-0'}]}],'patient':{'reference':'Patient/denys'},"
                        + "'policyRule':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'OPTIN'}]},"
                        + "'provision':{'type':'deny','actor':[{'role':{'text':'Recipient'},'reference':{'reference':'Organization/"
                        + MEMBERS.heartThere().organization() + "'}}]}}");
        refer("denys", "Murmur?");
        await("it is not sent", () -> sent("denys").getFirst().state() == Sent.State.REFUSED);
        assertTrue(
                sent("denys").getFirst().why().contains("agreed"), sent("denys").toString());
        assertFalse(arrived(out("denys").number()));
    }

    @Test
    void whoHasNotAnsweredIsRemindedOfOnce() {
        patient(family, "zorn", "Zorn", "1948-01-30");
        refer("zorn", "Murmur?");
        CareParts care = family.wiring().care();
        Chasing later = new Chasing(
                care.records(),
                care.searches(),
                care.types(),
                atFamily(),
                Deadlines.shipped(),
                Clock.offset(care.clock(), Duration.ofDays(10)));
        assertTrue(later.run() > 0);
        assertEquals(0, later.run());
        String task = family.get("Task?focus=Task/" + out("zorn").id()).json().toString();
        assertTrue(task.contains("Heart Center has not answered") && task.contains("Practitioner/ito"), task);
    }

    private List<Sent> sent(String patient) {
        return family.wiring().between().messages().sent(out(patient));
    }

    private String why() {
        return family.database()
                        .<String>read(connection -> Sql.list(
                                        connection,
                                        row -> row.getString("state") + " " + row.getString("why"),
                                        "SELECT state, why FROM post_out")
                                .toString())
                + heart.database()
                        .<String>read(connection -> Sql.list(
                                        connection,
                                        row -> row.getString("state") + " " + row.getString("why"),
                                        "SELECT state, why FROM post_out")
                                .toString());
    }
}
