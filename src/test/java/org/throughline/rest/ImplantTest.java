package org.throughline.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.throughline.app.TestAccounts;
import org.throughline.app.TestProduct;
import org.throughline.database.Sql;

/** R4 leaves devices out of the patient's compartment; a pacemaker belongs to the record of whoever has it all the same. */
class ImplantTest {
    private static final TestProduct PRODUCT = TestProduct.start();

    @BeforeAll
    static void twoPatientsWithPacemakers() {
        put("Organization/clinic", "");
        put("Practitioner/ito", "");
        new TestAccounts(PRODUCT).staff("ito", "Rei Ito", "ito", "physician");
        for (String patient : List.of("own", "foreign")) {
            put("Patient/" + patient, "");
            put("Device/of-" + patient, ",'patient':{'reference':'Patient/" + patient + "'}");
        }
        put("Device/of-nobody", "");
        put(
                "CareTeam/own",
                ",'status':'active','subject':{'reference':'Patient/own'},'participant':[{'member':{'reference':'Practitioner/ito'}}]");
    }

    private static void put(String reference, String more) {
        String[] parts = reference.split("/", -1);
        assertEquals(
                201,
                PRODUCT.send(
                                "PUT",
                                reference,
                                "{'resourceType':'" + parts[0] + "','id':'" + parts[1] + "'" + more + "}")
                        .status());
    }

    private static List<String> seen() {
        String token = PRODUCT.token("user/*.rs", "ito", null);
        return Answers.ids(PRODUCT.anonymous("GET", "Device")
                .header("Authorization", "Bearer " + token)
                .send());
    }

    @Test
    void whoTreatsAPatientSeesTheImplantsAndThoseOfOthersNot() {
        assertEquals(List.of("of-own"), seen());
    }

    @Test
    void implantsThatWereStoredBeforeComeIntoTheRecordWhenTheIndexIsMadeAnew() throws InterruptedException {
        for (String table : List.of("resource", "history", "term", "moment", "string", "quantity")) {
            PRODUCT.database()
                    .inTransaction(connection -> Sql.change(
                            connection,
                            "UPDATE " + table + " SET patient = 0 WHERE resource IN"
                                    + " (SELECT resource FROM resource WHERE type = ?)",
                            (short) 35));
        }
        assertEquals(List.of(), seen());
        PRODUCT.request("POST", "Device/$reindex").send();
        for (int i = 0; i < 100 && seen().isEmpty(); i++) {
            Thread.sleep(100);
        }
        assertEquals(List.of("of-own"), seen());
    }
}
