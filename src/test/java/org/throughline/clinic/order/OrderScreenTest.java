package org.throughline.clinic.order;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.app.TestAccounts;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Accessible;
import org.throughline.clinic.AppCodes;
import org.throughline.clinic.Browsers;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.record.Copy;

/** Ordering from the basket, in a real browser. */
class OrderScreenTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start();

    @BeforeAll
    static void open() {
        for (String who : new String[] {"ito", "noor"}) {
            PRODUCT.send("PUT", "Practitioner/" + who, "{'resourceType':'Practitioner','id':'" + who + "'}");
        }
        new TestAccounts(PRODUCT).staff("ito", "Rei Ito", "ito", "physician");
        new TestAccounts(PRODUCT).staff("noor", "Sami Noor", "noor", "nurse");
    }

    private static void patient(String id) {
        PRODUCT.send(
                "PUT",
                "Patient/" + id,
                "{'resourceType':'Patient','id':'" + id + "','gender':'female','birthDate':'1980-05-06',"
                        + "'name':[{'family':'Marlowe','given':['Ada']}]}");
        for (String who : new String[] {"ito", "noor"}) {
            PRODUCT.send(
                    "PUT",
                    "CareTeam/" + id + who,
                    "{'resourceType':'CareTeam','id':'" + id + who
                            + "','status':'active','subject':{'reference':'Patient/" + id
                            + "'},'participant':[{'member':{'reference':'Practitioner/" + who + "'}}]}");
        }
    }

    @Test
    void aDrugIsOrderedInOneLineAndSignedOnce() {
        patient("one");
        Page page = BROWSERS.loggedIn(PRODUCT, "ito", ColorScheme.LIGHT, 1366);
        page.navigate(PRODUCT.home() + "/patients/one");
        page.keyboard().press("x");
        assertThat(page.locator("#line")).isFocused();
        Basketful.put(page, "amoxicillin 500 tid 10d");
        assertThat(page.locator(".item"))
                .containsText("Take 1 capsule (500 mg) by mouth three times a day for 10 days");
        assertThat(page.locator(".item")).containsText("dispense 30 capsules");
        Basketful.put(page, "cbc");
        Accessible.check(page);
        if (page.locator("[name=acknowledged]").count() > 0) {
            page.check("[name=acknowledged]");
        }
        page.click("button[value=sign]");

        assertThat(page.locator("[data-toast]")).containsText("2 orders are signed");
        String drug = PRODUCT.get("MedicationRequest?patient=one").text();
        assertTrue(drug.contains("\"status\":\"active\"") && drug.contains("Practitioner/ito"), drug);
        assertTrue(drug.contains("\"frequency\":3") && drug.contains("urn:throughline:check"), drug);
        String test = PRODUCT.get("ServiceRequest?patient=one").text();
        assertTrue(test.contains("http://loinc.org") && test.contains("108252007"), test);
        APIResponse paper = page.request()
                .get(PRODUCT.home() + page.locator("[data-toast] a").getAttribute("href"));
        String body = new String(paper.body(), StandardCharsets.ISO_8859_1);
        assertTrue(body.startsWith("%PDF"), paper.status() + body.substring(0, Math.min(3000, body.length())));
        String printed = Base64.getEncoder().encodeToString("chart/one/orders/prin".getBytes(StandardCharsets.UTF_8));
        String trail = PRODUCT.get("AuditEvent?patient=Patient/one&_count=200").text();
        assertTrue(trail.contains(printed), trail);
        page.click("[data-toast] button");
        assertThat(page.locator("[data-toast]")).containsText("Cancelled");
        assertTrue(PRODUCT.get("MedicationRequest?patient=one").text().contains("\"status\":\"cancelled\""));
        assertTrue(PRODUCT.get("ServiceRequest?patient=one").text().contains("\"status\":\"revoked\""));
    }

    @Test
    void whatIsTypedIntoALineIsKeptEachTimeAndThatIsSaid() {
        patient("kept");
        Page page = BROWSERS.loggedIn(PRODUCT, "ito", ColorScheme.LIGHT, 1366);
        List<String> faults = new ArrayList<>();
        page.onPageError(faults::add);
        page.navigate(PRODUCT.home() + "/orders/kept");
        for (String typed : List.of("am", "amox")) {
            page.waitForResponse(
                    answer -> answer.url().endsWith("/drafts") && answer.ok(), () -> page.fill("#line", typed));
        }
        assertThat(page.locator("[data-kept]")).containsText("Draft kept");
        assertTrue(faults.isEmpty(), faults::toString);
    }

    @Test
    void aDangerStopsUntilItIsAnswered() {
        patient("two");
        PRODUCT.send(
                "PUT",
                "MedicationRequest/phenelzine",
                "{'resourceType':'MedicationRequest','id':'phenelzine','status':'active','intent':'order',"
                        + "'subject':{'reference':'Patient/two'},'medicationCodeableConcept':{'text':'phenelzine 15 mg tablet'}}");
        Page page = BROWSERS.loggedIn(PRODUCT, "ito", ColorScheme.DARK, 1366);
        page.navigate(PRODUCT.home() + "/orders/two");
        Basketful.put(page, "fluoxetine 20 mg daily");
        assertThat(page.locator(".finding.danger")).containsText("serotonin syndrome");
        if (page.locator("[name=acknowledged]").count() > 0) {
            page.check("[name=acknowledged]");
        }
        page.click("button[value=sign]");
        assertThat(page.locator("[data-focus]")).containsText("Not signed");
        assertThat(page.locator(".finding .fault")).containsText("Say why");
        assertEquals(
                1,
                PRODUCT.get("MedicationRequest?patient=two")
                        .json()
                        .list("entry")
                        .size());
        page.setViewportSize(360, 700);
        Accessible.check(page);
        page.fill(".finding input", "The phenelzine ended six weeks ago");
        page.click("button[value=sign]");

        assertThat(page.locator("[data-toast]")).containsText("1 order is signed");
        String stored =
                PRODUCT.get("MedicationRequest?patient=two&status=active").text();
        assertTrue(stored.contains("The phenelzine ended six weeks ago"), stored);
    }

    @Test
    void whatIsNotUnderstoodIsSaidAndCanBeMended() {
        patient("three");
        Page page = BROWSERS.loggedIn(PRODUCT, "ito", ColorScheme.LIGHT, 1366);
        page.navigate(PRODUCT.home() + "/orders/three");
        page.fill("#line", "metformin 500");
        page.click(".adding button");
        assertThat(page.locator(".candidates button").first()).containsText("metFORMIN");
        page.locator(".candidates button").first().click();
        assertThat(page.locator(".item .fault")).containsText("how it is taken");
        page.fill(".item [name^=sig]", "1 sometimes");
        page.click(".item button[value=look]");
        assertThat(page.locator(".item .fault")).containsText("sometimes");
        page.fill(".item [name^=sig]", "1 tab bid");
        page.click(".item button[value=look]");
        assertThat(page.locator(".item")).containsText("twice a day");
        Basketful.put(page, "prednisone 40 mg daily 5d then 20 mg daily 5d");
        assertThat(page.locator(".item").last().locator(".steps tr")).hasCount(2);
        assertThat(page.locator(".item").last()).containsText("dispense");
        page.click(".item:last-child button[name=remove]");
        Basketful.put(page, "oxycodone 5 mg tablet q6h prn pain 3d");
        assertThat(page.locator(".item").last()).containsText("not certified (DEA EPCS)");
        page.click("button[value=discard]");
        assertThat(page.locator("main")).containsText("Nothing is in the basket");
    }

    @Test
    void aDrugIsRenewedInPlaceOfThePresentOneHeldAndStopped() {
        patient("five");
        PRODUCT.send(
                "PUT",
                "MedicationRequest/metformin",
                "{'resourceType':'MedicationRequest','id':'metformin','status':'active','intent':'order',"
                        + "'subject':{'reference':'Patient/five'},'authoredOn':'2026-01-02','dosageInstruction':[{'text':"
                        + "'Take 1 tablet (500 mg) by mouth twice a day'}],"
                        + "'medicationCodeableConcept':{'text':'metformin 500 mg tablet'}}");
        Page page = BROWSERS.loggedIn(PRODUCT, "ito", ColorScheme.LIGHT, 1366);
        page.navigate(PRODUCT.home() + "/orders/five");
        page.click(".open-orders summary");
        page.click(".open-orders button[name=again]");
        assertThat(page.locator(".item")).containsText("in place of the present one");
        assertThat(page.locator(".item")).containsText("twice a day");
        page.click("button[value=sign]");
        assertThat(page.locator("[data-toast]")).containsText("1 order is signed");
        assertTrue(PRODUCT.get("MedicationRequest/metformin").text().contains("\"status\":\"stopped\""));
        assertThat(page.locator(".open-orders li")).hasCount(1);

        page.click(".open-orders summary");
        page.click(".open-orders button[value=hold]");
        assertThat(page.locator(".open-orders")).containsText("on hold");
        page.click(".open-orders summary");
        Accessible.check(page);
        page.click(".open-orders button[value=resume]");
        assertThat(page.locator(".open-orders")).containsText("active since");
        page.click(".open-orders summary");
        page.click(".open-orders button[value=stop]");
        assertThat(page.locator("main")).containsText("Say why it is stopped");
        page.navigate(PRODUCT.home() + "/orders/five");
        page.click(".open-orders summary");
        page.fill(".open-orders [name=reason]", "Side effect");
        page.click(".open-orders button[value=stop]");
        assertThat(page.locator("[data-toast]")).containsText("Stopped");
        assertTrue(PRODUCT.get("MedicationRequest?patient=five").text().contains("Side effect"));
    }

    @Test
    void aNurseEntersOrdersOnAPhysiciansWordWhoSignsThemAfterwards() {
        patient("six");
        Page page = BROWSERS.loggedIn(PRODUCT, "noor", ColorScheme.LIGHT, 1366);
        page.navigate(PRODUCT.home() + "/orders/six");
        Basketful.put(page, "cbc");
        page.selectOption("#prescriber", "Practitioner/ito");
        Accessible.check(page);
        page.click("button[value=enter]");
        assertThat(page.locator("[data-toast]")).containsText("1 order is in force");
        assertThat(page.locator(".finding.caution.open")).containsText("Not signed yet");
        String order = PRODUCT.get("ServiceRequest?patient=six").text();
        assertTrue(order.contains("\"status\":\"active\"") && order.contains("Practitioner/ito"), order);

        Page physician = BROWSERS.loggedIn(PRODUCT, "ito", ColorScheme.DARK, 1366);
        physician.navigate(PRODUCT.home() + "/inbox");
        physician.click("main a:has-text('Complete blood count')");
        physician.click("a:has-text('Read and sign them')");
        Accessible.check(physician);
        physician.click(".finding.caution.open button[value=sign]");
        assertThat(physician.locator("[data-toast]")).containsText("Signed");
        assertThat(physician.locator(".finding.caution.open")).hasCount(0);
        assertTrue(PRODUCT.get("ServiceRequest?patient=six").text().contains("countersigned"));
    }

    private static void result(String patient, String id, String loinc, String words, String when, String value) {
        PRODUCT.send(
                "PUT",
                "Observation/" + id,
                "{'resourceType':'Observation','id':'" + id + "','status':'final','subject':{'reference':'Patient/"
                        + patient + "'},'category':[{'coding':[{'code':'laboratory'}]}],'effectiveDateTime':'" + when
                        + "','code':{'coding':[{'system':'http://loinc.org','code':'" + loinc + "'}],'text':'" + words
                        + "'}," + value + "}");
    }

    /** What the Heart Center shares with us. */
    private static void elsewhere(String patient, String id, String loinc, String words, String when) {
        String text = "{'resourceType':'Observation','id':'" + id + "','status':'final','meta':{'tag':["
                + Copy.tag(1, "Heart Center").toString().replace('"', '\'') + "]},'subject':{'reference':'Patient/"
                + patient + "'},'effectiveDateTime':'" + when
                + "','code':{'coding':[{'system':'http://loinc.org','code':'" + loinc + "'}],'text':'" + words
                + "'},'valueQuantity':{'value':4.4,'unit':'mmol/L'}}";
        JsonObject there = JsonReader.readObject(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        PRODUCT.keep(patient, new Copy("Observation", id, 1, Instant.parse("2026-11-01T08:00:00Z"), there));
    }

    @Test
    void whatATestSaidLastStandsInItsOrderAndWhyItIsRepeatedIsAskedWithinItsInterval() {
        patient("seven");
        String ago = LocalDate.now(ZoneOffset.UTC).minusDays(3).toString();
        // HPLC's code counts as the same test.
        result(
                "seven",
                "a1c",
                "17856-6",
                "Hemoglobin A1c",
                ago,
                "'valueQuantity':{'value':8.1,'unit':'%'},'interpretation':[{'coding':[{'code':'H'}]}]");
        elsewhere("seven", "k", "6298-4", "Potassium", ago);
        Page page = BROWSERS.loggedIn(PRODUCT, "ito", ColorScheme.LIGHT, 1366);
        page.navigate(PRODUCT.home() + "/orders/seven");
        Basketful.put(page, "a1c");
        assertThat(page.locator(".item .last")).containsText("Last: 8.1 % (high), 3 days ago");
        assertThat(page.locator(".item .finding.caution")).containsText("A1c changes over three months");
        Basketful.put(page, "potassium");
        assertThat(page.locator(".item").last().locator(".last")).containsText("Last: 4.4 mmol/L, 3 days ago");
        assertThat(page.locator(".item").last().locator(".last")).containsText("Heart Center");
        assertThat(page.locator(".item").last().locator(".finding")).hasCount(0);
        Basketful.put(page, "bmp");
        assertThat(page.locator(".item").last().locator(".last")).containsText("only 1 of its 8 tests: Potassium 4.4");
        Accessible.check(page);
        page.getByLabel("Repeated nevertheless, because").fill("To confirm the last result");
        if (page.locator("[name=acknowledged]").count() > 0) {
            page.check("[name=acknowledged]");
        }
        page.click("button[value=sign]");
        assertThat(page.locator("[data-toast]")).containsText("3 orders are signed");
        String stored = PRODUCT.get("ServiceRequest?patient=seven").text();
        assertTrue(stored.contains("To confirm the last result"), stored);
    }

    @Test
    void whatOthersOrderedAndReportedIsShownMarkedAndNotActedOn() {
        patient("eight");
        PRODUCT.keep(
                "eight",
                "Heart Center",
                "{'resourceType':'ServiceRequest','id':'x1-e','status':'active','intent':'order','authoredOn':'2026-11-20',"
                        + "'subject':{'reference':'Patient/eight'},'code':{'text':'Stress echocardiogram'}}");
        PRODUCT.keep(
                "eight",
                "Heart Center",
                "{'resourceType':'DiagnosticReport','id':'x1-d','status':'final','effectiveDateTime':'2026-05-01',"
                        + "'category':[{'coding':[{'system':'http://loinc.org','code':'LP29684-5'}]}],"
                        + "'subject':{'reference':'Patient/eight'},'code':{'text':'CT of chest with contrast'},"
                        + "'conclusion':'Nodule of 5 mm.'}");
        Page page = BROWSERS.loggedIn(PRODUCT, "ito", ColorScheme.LIGHT, 1366);
        page.navigate(PRODUCT.home() + "/orders/eight");
        assertThat(page.locator(".open-orders li")).hasCount(1);
        assertThat(page.locator(".open-orders li")).containsText("Stress echocardiogram");
        assertThat(page.locator(".open-orders li")).containsText("held by Heart Center");
        assertThat(page.locator(".open-orders a, .open-orders button")).hasCount(0);
        Basketful.put(page, "CT of chest with contrast");
        assertThat(page.locator(".with-order .last")).containsText("held by Heart Center");
        Accessible.check(page);
        page.navigate(PRODUCT.home() + page.locator(".with-order .last a").getAttribute("href"));
        assertThat(page.locator("main")).containsText("Nodule of 5 mm.");
        page.navigate(PRODUCT.home() + "/orders/eight?whose=ours");
        assertThat(page.locator(".open-orders")).hasCount(0);
    }

    @Test
    void aNurseFillsABasketAndDoesNotSignIt() {
        patient("four");
        Page page = BROWSERS.loggedIn(PRODUCT, "noor", ColorScheme.LIGHT, 1366);
        page.navigate(PRODUCT.home() + "/orders/four");
        Basketful.put(page, "cbc");
        assertThat(page.locator("main")).containsText("Your roles do not include signing orders");
        assertFalse(page.locator("button[value=sign]").isVisible());
    }

    @Test
    void aControlledSubstanceIsSignedWithASecondFactorOnly() {
        patient("four");
        Page page = BROWSERS.loggedIn(PRODUCT, "ito", ColorScheme.LIGHT, 1366);
        page.navigate(PRODUCT.home() + "/orders/four");
        Basketful.put(page, "zolpidem 5 mg at bedtime prn 10d");
        if (page.locator("[name=acknowledged]").count() > 0) {
            page.check("[name=acknowledged]");
        }
        assertThat(page.locator("#basket-form")).containsText("not certified (DEA EPCS) to send it");
        page.click("button[value=sign]");
        assertThat(page.locator("[data-focus]")).containsText("code of your authenticator app");
        page.fill("#factor", "123456");
        page.click("button[value=sign]");
        assertThat(page.locator("[data-focus]")).containsText("is wrong");
        assertFalse(PRODUCT.get("MedicationRequest?patient=four").text().contains("zolpidem"));
    }

    @Test
    void withTheCodeItIsSignedAndNoProgramCanDoTheSame() {
        patient("coded");
        new TestAccounts(PRODUCT).staff("abara", "Ada Bara", "ito", "physician");
        Page page = BROWSERS.loggedIn(PRODUCT, "abara", ColorScheme.LIGHT, 1366);
        page.navigate(PRODUCT.home() + "/account");
        page.click("text=Add an authenticator app");
        page.click("text=It cannot scan");
        String secret = page.textContent("details code");
        page.fill("input[name=code]", AppCodes.of(secret, Duration.ZERO));
        page.click("button:has-text('Add app')");
        page.click("text=I have kept them");
        page.navigate(PRODUCT.home() + "/orders/coded");
        Basketful.put(page, "zolpidem 5 mg at bedtime prn 10d");
        if (page.locator("[name=acknowledged]").count() > 0) {
            page.check("[name=acknowledged]");
        }
        page.fill("#factor", AppCodes.of(secret, Duration.ofSeconds(30)));
        page.click("button[value=sign]");
        assertThat(page.locator("[data-toast]")).containsText("is signed");
        String stored = PRODUCT.get("MedicationRequest?patient=coded").text();
        assertTrue(stored.contains("urn:throughline:second-factor") && stored.contains("valueInstant"), stored);

        Object refused = page.evaluate(
                "async order => { const answer = await fetch('/fhir/MedicationRequest', {method: 'POST',"
                        + " headers: {'Content-Type': 'application/fhir+json'}, body: JSON.stringify(order)});"
                        + " return answer.status + ' ' + await answer.text(); }",
                Map.of(
                        "resourceType", "MedicationRequest",
                        "status", "active",
                        "intent", "order",
                        "subject", Map.of("reference", "Patient/coded"),
                        "requester", Map.of("reference", "Practitioner/ito"),
                        "extension",
                                List.of(Map.of(
                                        "url",
                                        "urn:throughline:second-factor",
                                        "valueString",
                                        "00112233445566778899aabbccddeeff")),
                        "medicationCodeableConcept", Map.of("text", "oxycodone 5 mg tablet")));
        assertTrue(
                String.valueOf(refused).startsWith("422")
                        && String.valueOf(refused).contains("second factor"),
                String.valueOf(refused));
    }

    @Test
    void aControlledSubstanceThatIsOnlyNamedAsksForTheSecondFactorToo() {
        patient("named");
        PRODUCT.send(
                "PUT",
                "MedicationRequest/named",
                "{'resourceType':'MedicationRequest','id':'named','status':'active','intent':'order','subject':{'reference':"
                        + "'Patient/named'},'medicationCodeableConcept':{'text':'oxycodone'},'dosageInstruction':[{'text':'As told'}]}");
        Page page = BROWSERS.loggedIn(PRODUCT, "ito", ColorScheme.LIGHT, 1366);
        page.navigate(PRODUCT.home() + "/orders/named");
        page.click("summary:has-text('Act')");
        page.click("button:has-text('Renew')");
        assertThat(page.locator(".item")).containsText("schedule II");
        assertThat(page.locator("#factor")).isVisible();
    }
}
