package org.throughline.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.throughline.rest.Answers.assertStatus;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.throughline.app.TestAccounts;
import org.throughline.app.TestProduct;
import org.throughline.app.TestProduct.Reply;

/** Of the practice's own work on a record its patient, and who acts for them, sees what is theirs; whichever way they ask. */
class OwnWorkTest {
    private static final TestProduct PRODUCT = TestProduct.start();
    private static final TestAccounts ACCOUNTS = new TestAccounts(PRODUCT);

    /** What the staff say to each other and have to do. */
    private static final List<String> WORK = List.of(
            "Communication/between-staff", "Communication/told-by-phone", "Task/to-do", "CommunicationRequest/to-tell");

    /** What is the patient's. */
    private static final List<String> THEIRS = List.of(
            "Communication/letter",
            "Communication/question",
            "Communication/to-patient",
            "Communication/to-kin",
            "CommunicationRequest/to-remind",
            "Task/correction",
            "Task/form-to-fill-in");

    private static final List<String> SEARCHES = List.of(
            "Communication?patient=ada",
            "Communication?subject=Patient/ada&_count=100",
            "Communication?_id=between-staff,told-by-phone",
            "Communication?category=staff-message,critical-finding",
            "Communication?patient=ada&_sort=-sent&_total=accurate",
            "CommunicationRequest?patient=ada",
            "Task?patient=ada",
            "Task?focus=Condition/gout",
            "Task?_id=to-do",
            "Task?status=requested",
            "Patient?_id=ada&_revinclude=Task:patient&_revinclude=Communication:subject&_revinclude=CommunicationRequest:subject",
            "Condition?patient=ada&_revinclude=Task:focus",
            "Communication?patient=ada&_include=Communication:part-of",
            "Task?patient=ada&_include=Task:part-of",
            "Patient/ada/Communication",
            "Patient/ada/Task",
            "Patient/ada/*",
            "Patient/ada/$everything",
            "Communication/_history",
            "Task/_history",
            "_history");

    @BeforeAll
    static void workOnARecord() {
        write("Practitioner/lee", "");
        write("Patient/ada", "");
        write("RelatedPerson/kin", "'patient':{'reference':'Patient/ada'}");
        write("Condition/gout", "'subject':{'reference':'Patient/ada'},'code':{'text':'Gout'}");
        message("Communication/between-staff", "staff-message", "'recipient':[{'reference':'Practitioner/lee'}]");
        message("Communication/told-by-phone", "critical-finding", "'recipient':[{'display':'Dr. Lee'}]");
        message("CommunicationRequest/to-tell", "notification", "'recipient':[{'reference':'Practitioner/lee'}]");
        message("Communication/letter", "result-letter", "'recipient':[{'reference':'Patient/ada'}]");
        message(
                "Communication/question",
                "question-about-access",
                "'meta':{'security':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'PRS'}]},"
                        + "'sender':{'reference':'Patient/ada'}");
        message(
                "Communication/to-patient",
                "reminder",
                "'partOf':[{'reference':'Communication/between-staff'}],'recipient':[{'reference':'Patient/ada'}]");
        message(
                "Communication/to-kin",
                "reminder",
                "'recipient':[{'reference':'RelatedPerson/kin'}," + "{'reference':'Patient/ada'}]");
        message("Communication/of-kin", "notification", "'sender':{'reference':'RelatedPerson/kin'}");
        message("CommunicationRequest/to-remind", "reminder", "'recipient':[{'reference':'Patient/ada'}]");
        task("to-do", "'description':'frightening','focus':{'reference':'Condition/gout'}");
        task("correction", "'code':{'coding':[{'code':'medRecCxReq'}]},'partOf':[{'reference':'Task/to-do'}]");
        task("form-to-fill-in", "'owner':{'reference':'Patient/ada'}");
        ACCOUNTS.patient("ada", "Ada Marlowe", "ada");
        ACCOUNTS.proxy("kin", "Kin Marlowe", "kin", "proxy", "ada");
        ACCOUNTS.proxy("helper", "Helping Hand", "kin", "proxy-appointments", "ada");
    }

    private static void message(String address, String category, String more) {
        write(
                address,
                (address.startsWith("Communication/") ? "'status':'completed'" : "'status':'active'")
                        + ",'subject':{'reference':'Patient/ada'},'category':[{'coding':[{'system':'urn:throughline:code','code':'"
                        + category + "'}]}],'payload':[{'contentString':'"
                        + (WORK.contains(address) ? "frightening" : "kind") + "'}]," + more);
    }

    private static void task(String id, String more) {
        write("Task/" + id, "'status':'requested','intent':'order','for':{'reference':'Patient/ada'}," + more);
    }

    private static void write(String address, String more) {
        String[] parts = address.split("/", -1);
        Reply reply = PRODUCT.send(
                "PUT",
                address,
                "{'resourceType':'" + parts[0] + "','id':'" + parts[1] + "'" + (more.isEmpty() ? "" : "," + more)
                        + "}");
        assertEquals(201, reply.status(), reply::toString);
    }

    private static Reply ask(String token, String target) {
        return PRODUCT.anonymous("GET", target)
                .header("Authorization", "Bearer " + token)
                .send();
    }

    private static List<String> tokens(String name) {
        return List.of(PRODUCT.token("patient/*.cruds", name, "ada"), PRODUCT.token("user/*.cruds", name, null));
    }

    @Test
    void whatTheStaffSayAndDoIsAsIfItWereNotThere() {
        for (String name : List.of("ada", "kin", "helper")) {
            for (String token : tokens(name)) {
                for (String address : WORK) {
                    int status = ask(token, address).status();
                    assertTrue(status == 404 || status == 403, name + " " + address + " " + status);
                    assertFalse(ask(token, address + "/_history").text().contains("frightening"), address);
                    assertFalse(ask(token, address + "/_history/1").text().contains("frightening"), address);
                }
                for (String search : SEARCHES) {
                    String found = ask(token, search).text();
                    assertFalse(found.contains("frightening"), name + " " + search + " " + found);
                }
            }
        }
    }

    @Test
    void whatIsThePatientsOwnIsThere() {
        for (String name : List.of("ada", "kin")) {
            for (String token : tokens(name)) {
                THEIRS.forEach(address -> assertStatus(200, ask(token, address)));
                String everything =
                        ask(token, "Patient/ada/$everything?_count=1000").text();
                String found =
                        ask(token, "Communication?patient=ada&_count=100").text()
                                + ask(token, "CommunicationRequest?patient=ada").text()
                                + ask(token, "Task?patient=ada").text();
                for (String address : THEIRS) {
                    String id = "\"id\":\"" + address.replaceFirst(".*/", "") + "\"";
                    assertTrue(everything.contains(id) || address.startsWith("Task/"), name + " " + address);
                    assertTrue(found.contains(id), name + " " + address + " " + found);
                }
            }
        }
    }

    @Test
    void whoeverSentAMessageSeesIt() {
        for (String token : List.of(tokens("kin"), tokens("helper")).stream()
                .flatMap(List::stream)
                .toList()) {
            assertStatus(200, ask(token, "Communication/of-kin"));
            assertStatus(200, ask(token, "Communication/to-kin"));
        }
        assertStatus(404, ask(tokens("ada").getFirst(), "Communication/of-kin"));
        assertStatus(404, ask(tokens("helper").getFirst(), "Communication/letter"));
    }

    @Test
    void aPatientWritesAndReadsWhatTheyWrote() {
        Reply written = PRODUCT.anonymous("POST", "Communication")
                .header("Authorization", "Bearer " + tokens("ada").getFirst())
                .json("{'resourceType':'Communication','status':'in-progress','subject':{'reference':'Patient/ada'},"
                        + "'sender':{'reference':'Patient/ada'},'payload':[{'contentString':'May I come earlier?'}]}")
                .send();
        assertStatus(201, written);
        assertStatus(
                200,
                ask(tokens("ada").getFirst(), "Communication/" + written.json().text("id")));
    }
}
