package org.throughline.clinic.wrong;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.app.TestAccounts;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Accessible;
import org.throughline.clinic.Browsers;
import org.throughline.database.Sql;

/** What was entered on the wrong patient goes to the right one, and those who looked are told; in a real browser. */
class WrongScreenTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start();

    @BeforeAll
    static void open() {
        PRODUCT.send("PUT", "Organization/clinic", "{'resourceType':'Organization','id':'clinic','name':'Clinic'}");
        for (String who : new String[] {"ito", "kim"}) {
            PRODUCT.send("PUT", "Practitioner/" + who, "{'resourceType':'Practitioner','id':'" + who + "'}");
            new TestAccounts(PRODUCT).staff(who, "The " + who, who, "physician");
        }
        patient("ada", "Marlowe");
        patient("bo", "Bishop");
    }

    private static void patient(String id, String family) {
        PRODUCT.send(
                "PUT",
                "Patient/" + id,
                ("{'resourceType':'Patient','id':'%s','birthDate':'1980-05-06','name':[{'family':'%s','given':['Ada']}],"
                                + "'generalPractitioner':[{'reference':'Practitioner/ito'},{'reference':'Practitioner/kim'}]}")
                        .formatted(id, family));
    }

    private static Page as(String name, String path) {
        Page page = BROWSERS.loggedIn(PRODUCT, name, ColorScheme.LIGHT, 1366);
        page.navigate(PRODUCT.home() + path);
        return page;
    }

    @Test
    void aProblemGoesToTheRightChartAndWhoLookedIsTold() {
        PRODUCT.send(
                "PUT",
                "Condition/gout",
                "{'resourceType':'Condition','id':'gout','subject':{'reference':'Patient/ada'},'code':{'text':'Gout'}}");
        Page looker = as("kim", "/patients/ada/problems");
        Page page = as("ito", "/patients/ada/problems/gout");
        page.click("text=It was entered in error");
        page.click("text=It is about another patient");
        assertThat(page.locator("main")).containsText("The kim");
        page.fill("#q", "bishop");
        page.click("main button:has-text('Find')");
        page.click("label:has-text('BISHOP, Ada')");
        Accessible.check(page);
        page.fill("#reason", "Wrong tab");
        page.click("button:has-text('Take it out')");

        assertThat(page.locator("[data-toast]")).isVisible();
        String old = PRODUCT.get("Condition/gout").text();
        assertTrue(old.contains("entered-in-error") && old.contains("Wrong tab"), old);
        String fresh = PRODUCT.get("Condition?patient=bo").text();
        assertTrue(fresh.contains("Gout") && !fresh.contains("entered-in-error"), fresh);
        looker.navigate(PRODUCT.home() + "/inbox");
        assertThat(looker.locator("main")).containsText("Was on the wrong patient");
        // Kim treats the other patient too, and is told where it is by a message of that chart; neither names the
        // other.
        String wrong = PRODUCT.get("Communication?patient=ada").text();
        assertTrue(wrong.contains("Practitioner/kim") && wrong.contains("a message there tells you"), wrong);
        assertFalse(wrong.contains("Bishop") || wrong.contains("BISHOP"), wrong);
        String right = PRODUCT.get("Communication?patient=bo").text();
        assertTrue(right.contains("belongs to this one: Gout") && !right.contains("arlowe"), right);
    }

    @Test
    void whatLeftThePracticeIsATaskOfWhoTakesItOutAndWhoMayNotSeeTheRightChartIsNotToldWhoseItIs() {
        PRODUCT.send(
                "PUT",
                "Patient/cy",
                "{'resourceType':'Patient','id':'cy','birthDate':'1970-01-02','name':[{'family':'Carter','given':['Cy']}],"
                        + "'generalPractitioner':[{'reference':'Practitioner/ito'}]}");
        PRODUCT.send(
                "PUT",
                "Flag/fall",
                "{'resourceType':'Flag','id':'fall','status':'active','code':{'text':'Falls'},'subject':{'reference':'Patient/ada'}}");
        as("kim", "/patients/ada/status");
        PRODUCT.get("Patient/ada/$everything");
        Page page = as("ito", "/patients/ada/flags/fall");
        page.click("text=It was entered in error");
        page.click("text=It is about another patient");
        assertThat(page.locator("main")).containsText("read the whole record");
        page.fill("#q", "carter");
        page.click("main button:has-text('Find')");
        page.click("label:has-text('CARTER, Cy')");
        page.fill("#reason", "Wrong tab");
        page.click("button:has-text('Take it out')");

        assertTrue(PRODUCT.get("Flag?patient=cy").text().contains("Falls"));
        String told = PRODUCT.get("Communication?patient=ada").text();
        assertTrue(told.contains("of a patient whom you do not treat"), told);
        assertFalse(PRODUCT.get("Communication?patient=cy").text().contains("Practitioner/kim"));
        String task = PRODUCT.get("Task?patient=ada").text();
        assertTrue(task.contains("Recall what left the practice") && task.contains("Practitioner/ito"), task);
    }

    @Test
    void aWholeVisitGoesWithWhatWasEnteredInIt() {
        String encounter = "'encounter':{'reference':'Encounter/v'}";
        PRODUCT.send(
                "PUT",
                "Appointment/a",
                "{'resourceType':'Appointment','id':'a','status':'booked','start':'2031-05-06T10:00:00Z','end':'2031-05-06T10:20:00Z',"
                        + "'participant':[{'status':'accepted','actor':{'reference':'Patient/ada'}}]}");
        PRODUCT.database()
                .inTransaction(
                        connection -> Sql.change(
                                connection,
                                "INSERT INTO reminder (appointment, patient, starts, channel, state, due)"
                                        + " VALUES ('a', 'ada', '2031-05-06T10:00:00Z', 'MAIL', 'WAITING', '2031-05-05T10:00:00Z')"));
        PRODUCT.send(
                "PUT",
                "Encounter/v",
                "{'resourceType':'Encounter','id':'v','status':'planned','class':{'code':'AMB'},'type':[{'text':'Check-up'}],"
                        + "'appointment':[{'reference':'Appointment/a'}],'subject':{'reference':'Patient/ada'}}");
        PRODUCT.send(
                "PUT",
                "Observation/w",
                "{'resourceType':'Observation','id':'w','status':'final','code':{'text':'Weight'},'subject':{'reference':'Patient/ada'},"
                        + encounter + "}");
        PRODUCT.send(
                "PUT",
                "DocumentReference/d",
                "{'resourceType':'DocumentReference','id':'d','status':'current','subject':{'reference':'Patient/ada'},'content':[{'attachment':{'title':'x'}}],'context':{'encounter':[{'reference':'Encounter/v'}]}}");
        Page page = as("ito", "/patients/ada/visits");
        page.click("text=Wrong patient");
        assertThat(page.locator("main")).containsText("Check-up");
        assertThat(page.locator("main")).containsText("1 more of this visit is not taken out");
        page.click("button:has-text('Take it out')");
        assertThat(page.locator("[role=alert]")).containsText("Say what happened");
        page.fill("#q", "bishop");
        page.click("main button:has-text('Find')");
        page.click("label:has-text('BISHOP, Ada')");
        page.fill("#reason", "Wrong room");
        page.click("button:has-text('Take it out')");

        assertThat(page.locator("[data-toast]")).isVisible();
        assertTrue(PRODUCT.get("Encounter/v").text().contains("entered-in-error"));
        assertTrue(PRODUCT.get("Observation/w").text().contains("entered-in-error"));
        String moved = PRODUCT.get("Observation?patient=bo").text();
        assertTrue(moved.contains("Weight") && !moved.contains("Encounter/v"), moved);
        String visit = PRODUCT.get("Encounter?patient=bo").text();
        assertFalse(visit.contains("entered-in-error") || visit.contains("Appointment/a"), visit);
        assertEquals(
                List.of("NEEDLESS"),
                PRODUCT.database()
                        .read(connection -> Sql.list(
                                connection,
                                row -> row.getString(1),
                                "SELECT state FROM reminder WHERE appointment = 'a'")));
    }
}
