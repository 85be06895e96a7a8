package org.throughline.clinic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.app.TestProduct;
import org.throughline.database.Sql;

/** A chart that is closed to a clinician, and opened with a reason. */
class ClosedChartTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start();

    @BeforeAll
    static void aClinicianAndTwoPatients() {
        PRODUCT.send("PUT", "Practitioner/lee", "{'resourceType':'Practitioner','id':'lee'}");
        PRODUCT.send("PUT", "Practitioner/other", "{'resourceType':'Practitioner','id':'other'}");
        for (String patient : List.of("own", "foreign", "famous")) {
            String vip = patient.equals("famous")
                    ? "'meta':{'security':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'VIP'}]},"
                    : "";
            String doctor = patient.equals("foreign") ? "other" : "lee";
            PRODUCT.send(
                    "PUT",
                    "Patient/" + patient,
                    "{'resourceType':'Patient','id':'" + patient + "'," + vip + "'name':[{'family':'" + patient
                            + "','given':['Pat']}],'birthDate':'1970-01-01',"
                            + "'generalPractitioner':[{'reference':'Practitioner/" + doctor + "'}]}");
            PRODUCT.send(
                    "POST",
                    "Condition",
                    "{'resourceType':'Condition','subject':{'reference':'Patient/" + patient
                            + "'},'code':{'text':'Gout of " + patient + "'}}");
        }
        account("lee", "physician");
        account("desk", "front-desk");
    }

    private static void account(String name, String role) {
        PRODUCT.database().inTransaction(connection -> {
            Sql.change(
                    connection,
                    "INSERT INTO account (kind, name, display, subject_type, subject_id, password, created)"
                            + " SELECT 'STAFF', ?, ?, 'Practitioner', ?, password, created FROM account WHERE name = 'admin'",
                    name,
                    "Dr. " + name,
                    name);
            return Sql.change(
                    connection,
                    "INSERT INTO held_role (account, role) SELECT a.account, r.role FROM account a, role r"
                            + " WHERE a.name = ? AND r.code = ?",
                    name,
                    role);
        });
    }

    private static void open(Page page, String patient) {
        page.navigate(PRODUCT.home() + "/patients/" + patient);
    }

    @Test
    void aClinicianOpensOthersChartsWithAReasonThatStaysInSight() {
        Page page = BROWSERS.loggedIn(PRODUCT, "lee", ColorScheme.LIGHT, 1366);
        open(page, "own");
        assertTrue(page.textContent("main").contains("Gout of own"));

        open(page, "foreign");
        assertTrue(page.textContent("main").contains("This chart is closed to you"), page.textContent("main"));
        assertFalse(page.content().contains("Gout"));
        Accessible.check(page);

        page.click("text=Open chart");
        assertTrue(page.textContent("[role=alert]").contains("Say why you need this chart"));

        page.check("text=Covering for a colleague");
        page.fill("input[name=words]", "on call tonight");
        page.click("text=Open chart");
        page.waitForSelector(".opened");
        assertTrue(page.textContent(".opened").contains("Covering for a colleague: on call tonight"));
        assertTrue(page.textContent("main").contains("Gout of foreign"));
        Accessible.check(page);
        assertTrue(PRODUCT.get("AuditEvent?patient=Patient/foreign").text().contains("emergency-access"));

        page.click("text=Close it now");
        page.waitForSelector("#people");
        open(page, "foreign");
        assertTrue(page.textContent("main").contains("This chart is closed to you"));
    }

    @Test
    void theChartOfSomebodyKnownAsksEvenThoseWhoTreatThem() {
        Page page = BROWSERS.loggedIn(PRODUCT, "lee", ColorScheme.LIGHT, 1366);
        open(page, "famous");
        assertTrue(page.textContent("main").contains("This chart is closed to you"));
        page.check("text=The patient asks me to");
        page.click("text=Open chart");
        page.waitForSelector(".opened");
        assertTrue(page.textContent("main").contains("Gout of famous"));
    }

    @Test
    void theFrontDeskSeesNoHealthAndCannotOpenIt() {
        Page page = BROWSERS.loggedIn(PRODUCT, "desk", ColorScheme.LIGHT, 1366);
        open(page, "own");
        assertFalse(page.content().contains("Gout"));
        assertEquals(0, page.locator("text=Open chart").count());
    }
}
