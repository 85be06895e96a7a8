package org.throughline.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.throughline.access.Caller;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Concept;
import org.throughline.care.entry.Entries;
import org.throughline.care.order.OrderDraft;
import org.throughline.care.order.Orders;
import org.throughline.care.order.Particulars;
import org.throughline.care.order.Supply;
import org.throughline.care.prescription.Counter;
import org.throughline.care.prescription.Filler;
import org.throughline.care.prescription.Pharmacy;
import org.throughline.care.prescription.Stage;
import org.throughline.database.Sql;
import org.throughline.kernel.Failed;
import org.throughline.login.role.NamedOnly;
import org.throughline.login.role.PresentRights;
import org.throughline.terminology.sig.Sig;

/** Prescriptions from the signature to the counter and back, within one installation. */
class PrescribingTest {
    private static final TestProduct PRODUCT = TestProduct.start();
    private static final Caller OPERATOR = Installation.operator();
    private static String pharmacy = "";

    @BeforeAll
    static void open() {
        PRODUCT.send(
                "PUT",
                "Practitioner/ito",
                "{'resourceType':'Practitioner','id':'ito','name':[{'family':'Ito','given':['Rei']}]}");
        PRODUCT.send("PUT", "Organization/clinic", "{'resourceType':'Organization','id':'clinic','name':'Clinic'}");
        PRODUCT.set("ORGANIZATION", "clinic");
        PRODUCT.send(
                "PUT",
                "Patient/ada",
                "{'resourceType':'Patient','id':'ada','gender':'female','birthDate':'1980-05-06',"
                        + "'identifier':[{'system':'urn:secret','value':'not told'}],'name':[{'family':'Marlowe','given':['Ada']}]}");
        pharmacy = PRODUCT.wiring()
                .prescribing()
                .pharmacies()
                .save(
                        OPERATOR,
                        new Pharmacy(
                                "",
                                0,
                                "Main Street",
                                "",
                                "Millbrook",
                                "",
                                "",
                                "",
                                "",
                                "",
                                Pharmacy.HERE,
                                "",
                                "",
                                false));
        new TestAccounts(PRODUCT).staff("pharmacist", "Pat Green", "ito", "pharmacist");
        PRODUCT.database()
                .inTransaction(connection -> Sql.change(connection, "UPDATE held_role SET site = ?", pharmacy));
    }

    private static String sign(int refills, String takes) {
        OrderDraft.Drug draft = new OrderDraft.Drug(
                new Concept("amoxicillin 500 mg capsule", List.of()),
                null,
                "",
                Sig.inWords("One three times a day"),
                new Supply(BigDecimal.valueOf(30), "capsule", null, refills),
                false,
                false,
                takes,
                pharmacy,
                "",
                Particulars.PLAIN);
        CareParts care = PRODUCT.wiring().care();
        Orders orders = new Orders(
                care.records(),
                care.searches(),
                PRODUCT.wiring().safety().checks(),
                care.visits(),
                PRODUCT.wiring().prescribing().dispatch(),
                care.imagingHistory(),
                PRODUCT.wiring().between().referring(),
                care.types(),
                care.clock());
        Entries.Chart chart = new Entries.Chart(OPERATOR, "ada", new Author("Practitioner/ito", "Rei Ito"));
        return orders.sign(chart, List.of(draft), Map.of(), true, "").getFirst();
    }

    private static Stage stage(String order) {
        return Objects.requireNonNull(PRODUCT.wiring()
                        .prescribing()
                        .dispatch()
                        .of(OPERATOR, "ada")
                        .get(order))
                .stage();
    }

    private static void await(String order, Stage wanted) {
        long until = System.nanoTime() + 20_000_000_000L;
        while (stage(order) != wanted && System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        assertEquals(wanted, stage(order));
    }

    private static Caller pharmacist() {
        return new PresentRights(PRODUCT.database(), NamedOnly.NOTHING, Clock.systemUTC())
                .caller("pharmacist")
                .orElseThrow();
    }

    private static Filler atCounter(String order) {
        return PRODUCT.wiring().prescribing().counter().open(pharmacist()).stream()
                .filter(each -> order.endsWith(each.prescriptionId()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatIsSignedComesToTheCounterIsDispensedInPartsAndTheChartKnowsIt() {
        String order = sign(1, "");
        await(order, Stage.RECEIVED);
        Filler filler = atCounter(order);
        assertEquals("Ada Marlowe", filler.patient().name());
        assertTrue(
                !filler.resource().toString().contains("not told"),
                filler.resource().toString());
        Counter counter = PRODUCT.wiring().prescribing().counter();
        counter.begin(pharmacist(), filler.id(), filler.version());
        await(order, Stage.FILLING);
        counter.dispense(pharmacist(), filler.id(), 2, BigDecimal.TEN, "L1", LocalDate.of(2026, 1, 1));
        await(order, Stage.PARTLY);
        assertThrows(
                Failed.class,
                () -> counter.dispense(
                        pharmacist(), filler.id(), 3, BigDecimal.valueOf(21), "", LocalDate.of(2026, 1, 1)));
        assertThrows(
                Failed.class,
                () -> counter.dispense(
                        pharmacist(), filler.id(), 2, BigDecimal.valueOf(20), "", LocalDate.of(2026, 1, 1)));
        counter.dispense(pharmacist(), filler.id(), 3, BigDecimal.valueOf(20), "L2", LocalDate.of(2026, 1, 1));
        await(order, Stage.FILLED);
        counter.dispense(pharmacist(), filler.id(), 4, BigDecimal.valueOf(30), "", LocalDate.of(2026, 1, 2));
        await(order, Stage.DISPENSED);
        assertEquals(
                3,
                PRODUCT.get("MedicationDispense?patient=ada&prescription=" + order)
                        .json()
                        .list("entry")
                        .size());
    }

    @Test
    void whatIsStoppedIsTakenBack() {
        String order = sign(0, "");
        await(order, Stage.RECEIVED);
        sign(0, order.substring(order.indexOf('/') + 1));
        await(order, Stage.CANCELLED);
    }

    @Test
    void whoIsAtAPharmacySeesWhatCameToItAndNoChart() {
        String order = sign(0, "");
        await(order, Stage.RECEIVED);
        String token = PRODUCT.token("user/*.cruds", "pharmacist", null);
        assertEquals(403, status("Patient/ada", token));
        assertEquals(403, status("Task?patient=ada", token));
        assertEquals(404, status(order, token));
        assertEquals(200, status("MedicationRequest/" + atCounter(order).id(), token));
        PRODUCT.send(
                "PUT",
                "MedicationRequest/other",
                "{'resourceType':'MedicationRequest','id':'other','status':'active',"
                        + "'intent':'filler-order','contained':[{'resourceType':'Patient','id':'p'}],'subject':{'reference':'#p'},"
                        + "'meta':{'tag':[{'system':'urn:throughline:pharmacy','code':'another'}]},'medicationCodeableConcept':{'text':'x'}}");
        assertEquals(404, status("MedicationRequest/other", token));
    }

    private static int status(String target, String token) {
        return PRODUCT.anonymous("GET", target)
                .header("Authorization", "Bearer " + token)
                .send()
                .status();
    }
}
