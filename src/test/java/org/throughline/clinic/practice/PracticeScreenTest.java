package org.throughline.clinic.practice;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.app.TestAccounts;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Accessible;
import org.throughline.clinic.Browsers;

/** The figures of a practice, as its manager, its owner and a physician get them. */
class PracticeScreenTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start();

    @BeforeAll
    static void aPracticeWithADayAndWork() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        put("Organization/clinic", "'name':'Clinic'");
        put("Practitioner/dana", "'name':[{'family':'Novak'}]");
        put("Practitioner/rivera", "'name':[{'family':'Rivera'}]");
        put("Schedule/rivera", "'active':true,'actor':[{'reference':'Practitioner/rivera','display':'Alex Rivera'}]");
        put("Patient/ada", "'name':[{'family':'Marlowe','given':['Ada']}],'birthDate':'1980-01-02'");
        put("Patient/bo", "'name':[{'family':'Bishop','given':['Bo']}]");
        put(
                "Appointment/a",
                "'status':'booked','start':'" + now + "','end':'" + now.plusSeconds(900)
                        + "','participant':[{'actor':{'reference':'Patient/ada','display':'Ada Marlowe'},'status':'accepted'},"
                        + "{'actor':{'reference':'Practitioner/rivera'},'status':'accepted'}]");
        for (int i = 0; i < 6; i++) {
            Instant came = now.minus(2, ChronoUnit.DAYS).plus(20L * i, ChronoUnit.MINUTES);
            put(
                    "Encounter/v" + i,
                    ("'status':'finished','class':{'code':'AMB'},'subject':{'reference':'Patient/ada'},'period':{'start':'%s','end':'%s'},"
                                    + "'statusHistory':[{'status':'arrived','period':{'start':'%s','end':'%s'}},{'status':'triaged','period':{'start':'%s','end':'%s'}}]")
                            .formatted(
                                    came,
                                    came.plusSeconds(2400),
                                    came,
                                    came.plusSeconds(720),
                                    came.plusSeconds(720),
                                    came.plusSeconds(2400)));
        }
        for (String[] order : new String[][] {
            {"wrong", "ada", "active"}, {"wrong", "ada", "entered-in-error"}, {"right", "bo", "active"}
        }) {
            put(
                    "ServiceRequest/" + order[0],
                    "'status':'" + order[2] + "','intent':'order','subject':{'reference':'Patient/" + order[1]
                            + "'},'authoredOn':'" + now
                            + "','requester':{'reference':'Practitioner/rivera','display':'Alex Rivera'},'code':{'text':'Blood count'}");
        }
        put(
                "Task/late",
                "'status':'requested','intent':'order','description':'Ring the lab','authoredOn':'2026-01-02T08:00:00Z',"
                        + "'restriction':{'period':{'end':'2026-01-05'}},'owner':{'reference':'Practitioner/rivera'},'for':{'reference':'Patient/ada'}");
        TestAccounts accounts = new TestAccounts(PRODUCT);
        accounts.staff("manager", "Dana Novak", "dana", "practice-manager");
        accounts.staff("rivera", "Alex Rivera", "rivera", "physician");
    }

    private static void put(String reference, String members) {
        String[] parts = reference.split("/", -1);
        int status = PRODUCT.send(
                        "PUT", reference, "{'resourceType':'" + parts[0] + "','id':'" + parts[1] + "'," + members + "}")
                .status();
        if (status >= 300) {
            throw new IllegalStateException(reference + " " + status);
        }
    }

    private static Page as(String name, ColorScheme scheme, int width) {
        Page page = BROWSERS.page(scheme, width);
        at(page, "/practice");
        page.fill("input[name=name]", name);
        page.fill("input[name=password]", TestProduct.PASSWORD);
        page.click("button");
        page.waitForSelector("h1 >> text=Today");
        return page;
    }

    private static Page at(Page page, String path) {
        page.navigate(PRODUCT.home() + path);
        return page;
    }

    private static String text(Page page, String path) {
        APIResponse answer = page.request().get(PRODUCT.home() + path);
        assertEquals(200, answer.status(), path);
        return answer.text();
    }

    @Test
    void eachNumberLeadsToItsListWhichTellsWhatItsReaderMaySee() {
        Page manager = as("manager", ColorScheme.LIGHT, 1366);
        assertThat(manager.locator(".rail a[aria-current=page]")).containsText("Practice");
        assertThat(manager.locator("section[aria-labelledby=table-today] tbody"))
                .containsText("Alex Rivera");
        Accessible.check(manager);
        manager.click("section[aria-labelledby=table-today] tbody tr:first-child td:nth-child(3) a");
        assertThat(manager.locator("h1")).hasText("Expected");
        assertThat(manager.locator("tbody")).containsText("MARLOWE, Ada");

        at(manager, "/practice/times?days=7&by=PROVIDER");
        assertThat(manager.locator("tbody")).containsText("12 / 12");
        Accessible.check(manager);
        manager.click("tbody td a");
        assertThat(manager.locator("tbody tr")).hasCount(6);
        assertThat(manager.locator("tbody")).not().containsText("MARLOWE");
        assertThat(manager.locator("tbody tr").first()).containsText("not shown to your role");

        at(manager, "/practice/mixups");
        assertThat(manager.locator("section[aria-labelledby=table-rate]")).containsText("500.0");
        String mixUps = text(manager, "/practice/mixups");
        assertTrue(mixUps.contains("500.0"), mixUps);
        assertFalse(mixUps.contains("MARLOWE") || mixUps.contains("BISHOP") || mixUps.contains("Blood count"));
        String csv = text(manager, "/practice/work?csv=overdue");
        assertTrue(csv.startsWith("\"On whose list\",\"Overdue\",\"Oldest\"\r\n\"Alex Rivera\",\"1\","), csv);

        Page owner = as("admin", ColorScheme.DARK, 360);
        at(owner, "/practice/mixups");
        assertThat(owner.locator("section[aria-labelledby=table-list]")).containsText("BISHOP, Bo");
        Accessible.check(owner);
        at(owner, "/practice/work");
        owner.click("section[aria-labelledby=table-overdue] td a");
        assertThat(owner.locator("tbody")).containsText("Ring the lab");
        assertThat(owner.locator("tbody")).containsText("MARLOWE, Ada");
    }

    @Test
    void whoHasNoDutyThereSeesNothingOfIt() {
        Page physician = BROWSERS.loggedIn(PRODUCT, "rivera", ColorScheme.LIGHT, 1366);
        for (String path : new String[] {"", "/today", "/work/list", "/times", "/notes", "/mixups", "/work?csv=work"}) {
            assertEquals(
                    403,
                    physician.request().get(PRODUCT.home() + "/practice" + path).status(),
                    path);
        }
        assertThat(physician.locator(".rail a[href='/practice']")).hasCount(0);
    }
}
