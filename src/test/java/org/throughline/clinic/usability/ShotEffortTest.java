package org.throughline.clinic.usability;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.app.TestAccounts;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Browsers;
import org.throughline.immunization.NurserySchedule;

/** What it costs to give three vaccines that are due, from the open chart to signed. */
class ShotEffortTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start();

    @Test
    void givingThreeVaccines() throws IOException {
        PRODUCT.loadSchedule(NurserySchedule.zip());
        PRODUCT.send("PUT", "Practitioner/kim", "{'resourceType':'Practitioner','id':'kim'}");
        new TestAccounts(PRODUCT).staff("kim", "Jordan Kim", "kim", "nurse");
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        PRODUCT.send(
                "PUT",
                "Patient/baby",
                "{'resourceType':'Patient','id':'baby','gender':'female','birthDate':'" + today.minusDays(65)
                        + "','generalPractitioner':[{'reference':'Practitioner/kim'}],'name':[{'family':'Young','given':['Baby']}]}");
        Map.of("10", "IPV (IPOL)", "48", "Hib (ActHIB)", "216", "PCV20 (Prevnar 20)")
                .forEach((cvx, name) -> lot(cvx, name, today.plusDays(200)));
        Page page = BROWSERS.loggedIn(PRODUCT, "kim", ColorScheme.LIGHT, 1366);
        page.navigate(PRODUCT.home() + "/immunizations/baby");

        Effort give = new Effort(page).think().press("g").until("fieldset.shot");
        give.think().click("input[name=none]");
        give.think().click("button[value=sign]").until(".toast:has-text('3 vaccines given.')");

        String row = give.row("Give three vaccines that are due, with lot, site, sheets and questions") + "\n";
        Files.writeString(Path.of("target", "shot-effort.md"), row);
        assertTrue(give.clicks() <= 2 && give.seconds() <= 8, row);
    }

    private static void lot(String cvx, String name, LocalDate expiry) {
        PRODUCT.send(
                "PUT",
                "Substance/l" + cvx,
                "{'resourceType':'Substance','id':'l" + cvx
                        + "','meta':{'tag':[{'system':'urn:throughline:code','code':'vaccine-lot'}]},'status':'active','code':{'coding':[{'system':'http://hl7.org/fhir/sid/cvx','code':'"
                        + cvx + "'}],'text':'" + name + "'},'instance':[{'identifier':{'value':'L" + cvx
                        + "'},'expiry':'" + expiry + "','quantity':{'value':10}}]}");
    }
}
