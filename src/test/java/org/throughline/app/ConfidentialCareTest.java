package org.throughline.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.throughline.database.Sql;
import org.throughline.fhir.json.JsonObject;
import org.throughline.record.Bodies;

/** What a minor keeps from who acts for them is labelled by the rules of the place, whoever writes it and whenever the rules come. */
class ConfidentialCareTest {
    private static final TestProduct PRODUCT = TestProduct.start();
    private static final String CHLAMYDIA = "{'system':'http://hl7.org/fhir/sid/icd-10-cm','code':'A56.0'}";

    private static void practiceIn(String state) {
        PRODUCT.send(
                "PUT",
                "Organization/own",
                "{'resourceType':'Organization','id':'own','name':'Practice','address':[{'state':'" + state + "'}]}");
        PRODUCT.set("ORGANIZATION", "own");
    }

    private static void patient(String id, int age) {
        PRODUCT.send(
                "PUT",
                "Patient/" + id,
                "{'resourceType':'Patient','id':'" + id + "','birthDate':'"
                        + LocalDate.now(ZoneOffset.UTC).minusYears(age).minusDays(40) + "'}");
    }

    private static String condition(String id, String patient, LocalDate recorded) {
        return "{'resourceType':'Condition','id':'" + id + "','subject':{'reference':'Patient/" + patient
                + "'},'recordedDate':'" + recorded + "','code':{'coding':[" + CHLAMYDIA + "]}}";
    }

    private static boolean isKept(String name) {
        JsonObject meta = Objects.requireNonNull(PRODUCT.get(name).json().object("meta"));
        return meta.objects("security").stream().anyMatch(each -> "ADOL".equals(each.text("code")));
    }

    private static boolean kept(String id, String patient, LocalDate recorded) {
        assertEquals(
                2,
                PRODUCT.send("PUT", "Condition/" + id, condition(id, patient, recorded))
                                .status()
                        / 100);
        return isKept("Condition/" + id);
    }

    @Test
    void byTheAgeAtTheCareTheStateAndTheKindOfCare() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        practiceIn("California");
        patient("teen", 14);
        patient("child", 9);
        patient("adult", 30);
        assertTrue(kept("a", "teen", today));
        assertTrue(!kept("b", "teen", today.minusYears(4)), "care of a child of ten");
        assertTrue(!kept("c", "child", today));
        assertTrue(!kept("d", "adult", today.minusYears(14)), "of age by now");
        practiceIn("Texas");
        assertTrue(!kept("e", "teen", today), "nothing is known of Texas");
    }

    @Test
    void thoseOfOneTransactionToo() {
        practiceIn("CA");
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        PRODUCT.send(
                "POST",
                "",
                "{'resourceType':'Bundle','type':'transaction','entry':[{'request':{'method':'PUT','url':'Condition/t'},'resource':"
                        + condition("t", "both", today)
                        + "},{'request':{'method':'PUT','url':'Patient/both'},'resource':{'resourceType':'Patient','id':'both','birthDate':'"
                        + today.minusYears(15) + "'}}]}");
        assertTrue(isKept("Condition/t"));
    }

    @Test
    void whatWasThereBeforeTheRulesGetsTheLabelOnceAndWhatComesFromOthersToo() {
        practiceIn("TX");
        patient("late", 16);
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        assertTrue(!kept("l1", "late", today));
        assertTrue(!kept("l2", "late", today.minusYears(8)));
        practiceIn("Illinois");
        boolean more = true;
        while (more) {
            more = PRODUCT.wiring().records().confidentialEntries().step();
        }
        assertTrue(isKept("Condition/l1"));
        assertTrue(!isKept("Condition/l2"));
        String version = Objects.requireNonNull(
                        PRODUCT.get("Condition/l1").json().object("meta"))
                .text("versionId");
        PRODUCT.wiring().records().confidentialEntries().step();
        assertEquals(
                version,
                Objects.requireNonNull(PRODUCT.get("Condition/l1").json().object("meta"))
                        .text("versionId"));
        PRODUCT.keep("late", "Far Clinic", condition("x1-0f", "late", today));
        byte[] copy = PRODUCT.database()
                .read(connection ->
                        Sql.first(connection, row -> row.getBytes(1), "SELECT body FROM resource WHERE origin = 1"))
                .orElseThrow();
        assertTrue(Bodies.shipped().open(copy).toString().contains("ADOL"));
    }
}
