package org.throughline.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.throughline.access.Caller;
import org.throughline.database.Sql;
import org.throughline.fhir.definitions.R4;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Address;
import org.throughline.network.outside.FarServer;
import org.throughline.network.outside.Outside;
import org.throughline.network.outside.Polling;
import org.throughline.network.outside.Server;
import org.throughline.network.outside.Servers;
import org.throughline.network.peer.Kind;
import org.throughline.record.Bodies;
import org.throughline.record.Copy;

/** HAPI FHIR's server, run by somebody else, gives us the records of patients whom we both know. */
class OutsideServerTest {
    private static final Caller OPERATOR = Installation.operator();
    private static final FarServer FAR = FarServer.start("our-client");
    private static final TestProduct PRODUCT = product();
    private static final Server SERVER = register();

    private static TestProduct product() {
        TestProduct product = TestProduct.start();
        product.send("PUT", "Organization/own", "{'resourceType':'Organization','id':'own','name':'Family Practice'}");
        product.set("ORGANIZATION", "own");
        return product;
    }

    private static Outside outside() {
        return PRODUCT.wiring().sharing().outside();
    }

    private static Server register() {
        FAR.trusts(PRODUCT.home() + "/network/client-keys");
        return outside()
                .servers()
                .register(
                        OPERATOR,
                        new Servers.Draft(
                                "County Hospital",
                                Kind.HOSPITAL,
                                "1234567893",
                                FAR.base() + "/",
                                "our-client",
                                "",
                                Duration.ofHours(1)));
    }

    private static final String CATEGORY = "'category':[{'coding':[{'system':"
            + "'http://terminology.hl7.org/CodeSystem/observation-category','code':'laboratory'}]}]";

    private static String who(String family, String born) {
        return "'gender':'female','birthDate':'" + born + "','name':[{'family':'" + family
                + "','given':['Ada','Jane']}],"
                + "'address':[{'line':['12 Mill Lane'],'city':'Salem','postalCode':'97301'}],"
                + "'telecom':[{'system':'phone','value':'503-555-01" + born.substring(8) + "'}]";
    }

    private static String result(String id, String patient, String value) {
        return "{'resourceType':'Observation','id':'" + id + "','status':'final'," + CATEGORY
                + ",'code':{'coding':[{'system':'http://loinc.org','code':'2823-3'}],'text':'Potassium'},'subject':{'reference':'Patient/"
                + patient + "'},'performer':[{'reference':'Practitioner/kim'}],'effectiveDateTime':'2026-11-20',"
                + "'valueQuantity':{'value':" + value + ",'unit':'mmol/L'}}";
    }

    /** Somebody whom both know, with a dozen results, a problem, a drug and an allergy there. */
    private static void patientOfBoth(String family, String born) {
        FAR.put("{'resourceType':'Practitioner','id':'kim','name':[{'family':'Kim','given':['Sora']}]}");
        FAR.put("{'resourceType':'Medication','id':'m1','code':{'text':'Warfarin 5 mg tablet'}}");
        FAR.put("{'resourceType':'Patient','id':'far-" + family + "'," + who(family, born) + "}");
        for (int i = 0; i < 12; i++) {
            FAR.put(result(family + i, "far-" + family, "4." + i));
        }
        FAR.put("{'resourceType':'Condition','id':'c-" + family + "','subject':{'reference':'Patient/far-" + family
                + "'},'code':{'text':'Atrial fibrillation'},'clinicalStatus':{'coding':[{'system':"
                + "'http://terminology.hl7.org/CodeSystem/condition-clinical','code':'active'}]}}");
        FAR.put("{'resourceType':'MedicationRequest','id':'r-" + family + "','status':'active','intent':'order',"
                + "'medicationReference':{'reference':'Medication/m1'},'subject':{'reference':'Patient/far-" + family
                + "'},'requester':{'reference':'Practitioner/kim'}}");
        PRODUCT.send(
                "PUT",
                "Patient/" + family,
                "{'resourceType':'Patient','id':'" + family + "'," + who(family, born) + "}");
    }

    private static void await(String what, BooleanSupplier condition) {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - begun < Duration.ofSeconds(20).toNanos(), what);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static long kept(String patient, String type) {
        return PRODUCT.database()
                .read(connection -> Sql.first(
                                connection,
                                row -> row.getLong(1),
                                "SELECT count(*) FROM resource WHERE origin = ? AND patient = ? AND type = ?",
                                SERVER.number(),
                                Address.of("Patient", patient),
                                (short) R4.types().number(type))
                        .orElseThrow());
    }

    private static List<JsonObject> copies(String patient, String type) {
        return PRODUCT.database()
                .read(connection -> Sql.list(
                        connection,
                        row -> Bodies.shipped().open(row.getBytes(1)),
                        "SELECT body FROM resource WHERE origin = ? AND patient = ? AND type = ?",
                        SERVER.number(),
                        Address.of("Patient", patient),
                        (short) R4.types().number(type)));
    }

    /** The record is asked for again, at once, and that has come to an end. */
    private static Polling.Standing again(String patient, boolean whole) {
        Instant before = Instant.now();
        PRODUCT.database()
                .inTransaction(connection -> Sql.change(
                        connection, "UPDATE outside_server SET rest = NULL WHERE peer = ?", SERVER.number()));
        if (whole) {
            outside().polling().lookAgain(SERVER, patient);
        } else {
            PRODUCT.database()
                    .inTransaction(connection -> Sql.change(
                            connection,
                            "UPDATE outside_record SET due = now(), fault = '' WHERE peer = ? AND patient = ?",
                            SERVER.number(),
                            Address.of("Patient", patient)));
        }
        outside().polling().step();
        await(
                "it was asked",
                () -> standing(patient)
                        .filter(each -> !each.fault().isEmpty()
                                || (each.pulled() != null && each.pulled().isAfter(before)))
                        .isPresent());
        return standing(patient).orElseThrow();
    }

    private static Optional<Polling.Standing> standing(String patient) {
        return outside().polling().standing(SERVER, patient);
    }

    private static void linked(String family, String born) {
        patientOfBoth(family, born);
        outside().finding().ask(OPERATOR, SERVER, family, null);
        await("the record came", () -> kept(family, "Observation") == 12);
    }

    @Test
    void aRecordIsAskedForKeptBesideOursAndFollowsWhatChangesThere() {
        linked("Marlowe", "1958-07-14");
        assertEquals(1, PRODUCT.wiring().sharing().linking().links("Marlowe").size());
        assertEquals(1, kept("Marlowe", "Condition"));
        assertEquals(1, kept("Marlowe", "Medication"));
        assertEquals(1, kept("Marlowe", "MedicationRequest"), String.valueOf(standing("Marlowe")));
        JsonObject request = copies("Marlowe", "MedicationRequest").getFirst();
        assertEquals(
                FAR.base() + "/MedicationRequest/r-Marlowe",
                Objects.requireNonNull(request.object("meta")).text("source"));
        assertEquals("County Hospital", Copy.holder(request).orElse(""));
        assertEquals(
                "Patient/Marlowe",
                Objects.requireNonNull(request.object("subject")).text("reference"));

        FAR.put(result("Marlowe3", "far-Marlowe", "6.9"));
        FAR.forget();
        again("Marlowe", false);
        assertTrue(
                FAR.asked().stream().anyMatch(each -> each.contains("_lastUpdated=ge")),
                FAR.asked().toString());
        assertTrue(copies("Marlowe", "Observation").toString().contains("6.9"));

        FAR.remove("Observation", "Marlowe4");
        again("Marlowe", false);
        assertEquals(12, kept("Marlowe", "Observation"), "what is gone is not told");
        again("Marlowe", true);
        assertEquals(11, kept("Marlowe", "Observation"), "and is noticed when all is compared");
        assertEquals(List.of(), PRODUCT.wiring().sharing().linking().questions());
    }
}
