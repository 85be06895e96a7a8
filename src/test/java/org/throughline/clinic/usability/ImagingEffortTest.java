package org.throughline.clinic.usability;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.app.TestAccounts;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Browsers;

/** What it costs to order an examination with its question, and to read one. The words themselves are left out. */
class ImagingEffortTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start();

    private static Effort at(String path, String name) {
        Page page = BROWSERS.loggedIn(PRODUCT, name, ColorScheme.LIGHT, 1366);
        page.navigate(PRODUCT.home() + path);
        return new Effort(page);
    }

    @Test
    void orderingAnExaminationAndReadingOne() throws IOException {
        for (String who : new String[] {"ito", "ray"}) {
            PRODUCT.send("PUT", "Practitioner/" + who, "{'resourceType':'Practitioner','id':'" + who + "'}");
        }
        new TestAccounts(PRODUCT).staff("ito", "Rei Ito", "ito", "physician");
        new TestAccounts(PRODUCT).staff("ray", "Ray Reader", "ray", "radiologist");
        PRODUCT.send(
                "PUT",
                "Patient/ada",
                "{'resourceType':'Patient','id':'ada','gender':'female','birthDate':'1950-05-06','name':[{'family':'Marlowe','given':['Ada']}]}");
        PRODUCT.send(
                "PUT",
                "CareTeam/ada",
                "{'resourceType':'CareTeam','id':'ada','status':'active','subject':{'reference':'Patient/ada'},'participant':[{'member':{'reference':'Practitioner/ito'}}]}");
        Effort order = at("/patients/ada", "ito").think().press("x").until("#line");
        order.think()
                .type("ct chest")
                .until("#line-offers [role=option]")
                .press("Enter")
                .until(".item");
        order.think().click(".item summary:has-text('Change')");
        order.think().click("[name^=question-]").type("grown?");
        order.think().click("button[value=sign]").until(".toast");

        PRODUCT.send(
                "PUT",
                "ServiceRequest/read",
                "{'resourceType':'ServiceRequest','id':'read','status':'active','intent':'order','category':[{'coding':[{'system':'http://snomed.info/sct','code':'363679005'}]}],'subject':{'reference':'Patient/ada'},'authoredOn':'"
                        + Instant.now() + "','code':{'text':'X-ray of left knee'}}");
        PRODUCT.send(
                "PUT",
                "Procedure/done",
                "{'resourceType':'Procedure','id':'done','status':'completed','basedOn':[{'reference':'ServiceRequest/read'}],'category':{'coding':[{'system':'http://snomed.info/sct','code':'363679005'}]},'code':{'text':'X-ray of left knee'},'subject':{'reference':'Patient/ada'},'performedDateTime':'"
                        + Instant.now() + "'}");
        Effort read = at("/reading", "ray").think().click("button[value=take]").until("#findings");
        read.think().click("#findings").tab(1).think();
        read.type("-").think().click("button[value=sign]").until("text=Everything that is done is read.");

        String rows = order.row("Order an examination with its question (without the words themselves)") + "\n"
                + read.row("Take an examination, write and sign its report (without the words themselves)") + "\n";
        Files.writeString(Path.of("target", "imaging-effort.md"), rows);
        assertTrue(order.clicks() <= 3 && order.seconds() <= 16, rows);
        assertTrue(read.clicks() <= 3 && read.seconds() <= 12, rows);
    }
}
