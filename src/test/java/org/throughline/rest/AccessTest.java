package org.throughline.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.throughline.rest.Answers.assertRefused;
import static org.throughline.rest.Answers.assertStatus;
import static org.throughline.rest.Answers.ids;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.throughline.app.TestProduct;
import org.throughline.app.TestProduct.Reply;

/** Who may do what. */
class AccessTest {
    private static final TestProduct product = TestProduct.start();

    @BeforeAll
    static void aPatientWithAFlag() {
        product.send("PUT", "Patient/p", "{'resourceType':'Patient','id':'p'}");
        product.send(
                "PUT",
                "Flag/f",
                "{'resourceType':'Flag','id':'f','status':'active','code':{'text':'x'},'subject':{'reference':'Patient/p'}}");
    }

    @Test
    void onlyWhatTheServerCanDoIsOpenToAll() {
        assertStatus(200, product.anonymous("GET", "metadata").send());
        for (String target : List.of("Patient", "Patient/p", "Patient/nobody", "_history", "$versions", "Nonsense")) {
            Reply refused = assertRefused(401, product.anonymous("GET", target).send());
            assertEquals("Bearer", refused.header("WWW-Authenticate").split(" ", -1)[0]);
        }
        assertRefused(
                401,
                product.anonymous("GET", "Patient")
                        .header("Authorization", "Bearer forged")
                        .send());
        assertRefused(401, product.anonymous("POST", "").json("{}").send());
    }

    @Test
    void scopesDecideWhatIsSeenAndDone() {
        String readsPatients = product.token("system/Patient.rs");
        assertStatus(200, as(readsPatients, "GET", "Patient/p"));
        assertEquals(List.of("p"), ids(as(readsPatients, "GET", "Patient")));
        assertRefused(403, as(readsPatients, "GET", "Flag/f"));
        assertRefused(403, as(readsPatients, "DELETE", "Patient/p"));
        assertRefused(403, as(readsPatients, "GET", "Patient?_revinclude=Flag:subject"));
        assertRefused(403, as(readsPatients, "GET", "Patient?_has:Flag:subject:_id=f"));
        assertRefused(403, as(readsPatients, "GET", "Patient?organization.name=x"));
        assertRefused(403, as(readsPatients, "GET", "Patient?_include=Patient:organization"));
        assertEquals(List.of("p"), ids(as(readsPatients, "GET", "Patient?_include=*&_revinclude=*")));
        assertEquals(List.of("p"), ids(as(readsPatients, "GET", "Patient/p/*")));
        String creates = product.token("system/Patient.c");
        assertRefused(403, as(creates, "GET", "Patient/p"));
        assertRefused(403, as(creates, "GET", "Patient"));
    }

    private static Reply as(String token, String method, String target) {
        return product.anonymous(method, target)
                .header("Authorization", "Bearer " + token)
                .send();
    }
}
