package org.throughline.clinic.advice;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.text.ParseException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.app.TestAccounts;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Accessible;
import org.throughline.clinic.Browsers;

/** Services of others are asked beside charts and orders, and nobody waits for them. */
class AdviceScreenTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start("--app-keys-on-private-network=true");
    private static final Map<String, String> ASKED = new ConcurrentHashMap<>();
    private static final Map<String, String> PROOF = new ConcurrentHashMap<>();
    private static final CountDownLatch OVER = new CountDownLatch(1);
    private static HttpServer outside;

    private static final String SERVICES = """
            {"services":[
             {"hook":"patient-view","id":"kind","title":"Kind words","description":"Says something kind.",
              "prefetch":{"patient":"Patient/{{context.patientId}}","problems":"Condition?patient={{context.patientId}}",
                          "everybody":"Patient?name=a"}},
             {"hook":"order-sign","id":"orders","title":"Order words","description":"Looks at orders.","prefetch":{}},
             {"hook":"patient-view","id":"slow","title":"Slow words","description":"Takes its time.","prefetch":{}},
             {"hook":"something-else","id":"other","title":"Other","description":"No hook of ours."}]}
            """;

    private static final String CARDS = """
            {"cards":[{"summary":"<b>Look</b> at this","detail":"Two lines\\nof it","indicator":"critical",
              "source":{"label":"The words' makers","url":"javascript:alert(1)"},
              "links":[{"label":"More of it","url":"https://example.org/more","type":"absolute"}]}]}
            """;

    @BeforeAll
    static void open() throws IOException {
        outside = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        outside.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        outside.createContext("/cds-services", AdviceScreenTest::answer);
        outside.start();
        PRODUCT.send("PUT", "Practitioner/ito", "{'resourceType':'Practitioner','id':'ito'}");
        new TestAccounts(PRODUCT).staff("ito", "Rei Ito", "ito", "physician");
        PRODUCT.send(
                "PUT",
                "Patient/p",
                "{'resourceType':'Patient','id':'p','gender':'female','birthDate':'1980-05-06','name':[{'family':'Marlowe'}]}");
        PRODUCT.send("PUT", "Patient/other", "{'resourceType':'Patient','id':'other','name':[{'family':'Abel'}]}");
        PRODUCT.send(
                "PUT",
                "CareTeam/p",
                "{'resourceType':'CareTeam','id':'p','status':'active','subject':{'reference':'Patient/p'},"
                        + "'participant':[{'member':{'reference':'Practitioner/ito'}}]}");
        problem("open", "Gout", "");
        problem(
                "kept",
                "Kept close",
                "'meta':{'security':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'PSY'}]},");
    }

    private static void problem(String id, String name, String more) {
        PRODUCT.send(
                "PUT",
                "Condition/" + id,
                "{'resourceType':'Condition','id':'" + id + "'," + more
                        + "'clinicalStatus':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/condition-clinical','code':'active'}]},"
                        + "'subject':{'reference':'Patient/p'},'code':{'text':'" + name + "'}}");
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String service = path.substring("/cds-services".length());
        ASKED.put(service, new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        PROOF.put(service, String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        if (service.equals("/slow")) {
            try {
                OVER.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        byte[] body = (service.isEmpty() ? SERVICES : CARDS).getBytes(UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @AfterAll
    static void close() {
        OVER.countDown();
        outside.stop(0);
    }

    @Test
    void anAddedServiceIsAskedBesideTheChartAndTheOrders() throws ParseException {
        Page admin = BROWSERS.loggedIn(PRODUCT, "admin", ColorScheme.LIGHT, 1366);
        admin.navigate(PRODUCT.home() + "/admin/advice");
        String base = "http://127.0.0.1:" + outside.getAddress().getPort();
        admin.fill("#base", base + "/cds-services/");
        admin.click("button[value=look]");
        assertThat(admin.locator("main")).containsText("Kind words");
        assertThat(admin.locator("main")).not().containsText("No hook of ours");
        Accessible.check(admin);
        admin.click("button[value=add]");
        assertThat(admin.locator("[data-focus]")).containsText("Choose at least one");
        for (String each : new String[] {"kind", "orders", "slow"}) {
            admin.check("[name=service-" + each + "]");
        }
        admin.click("button[value=add]");
        assertThat(admin.locator("tbody tr")).hasCount(3);
        Accessible.check(admin);

        Page page = BROWSERS.loggedIn(PRODUCT, "ito", ColorScheme.DARK, 1366);
        page.navigate(PRODUCT.home() + "/patients/p");
        assertThat(page.locator("main")).containsText("Gout");
        assertThat(page.locator(".advice")).containsText("<b>Look</b> at this");
        assertThat(page.locator(".advice")).containsText("No advice of Slow words: it did not answer within 2 seconds");
        assertEquals(1, page.locator(".advice a").count(), "a link that is no page is no link");
        Accessible.check(page);
        String told = ASKED.getOrDefault("/kind", "");
        assertTrue(
                told.contains("\"hook\":\"patient-view\"") && told.contains("Marlowe") && told.contains("Gout"), told);
        assertFalse(told.contains("Kept close"), "what is marked as sensitive stays here: " + told);
        assertFalse(told.contains("Abel"), "a query without the patient tells of nobody else: " + told);
        SignedJWT proof = SignedJWT.parse(PROOF.getOrDefault("/kind", "").substring("Bearer ".length()));
        assertEquals(
                base + "/cds-services/kind",
                proof.getJWTClaimsSet().getAudience().getFirst());

        page.navigate(PRODUCT.home() + "/orders/p");
        page.locator("#line").pressSequentially("amoxicillin 500 tid 10d");
        page.locator("#line-offers [role=option]").first().click();
        assertThat(page.locator(".advice")).containsText("The words' makers");
        assertTrue(ASKED.getOrDefault("/orders", "").contains("\"draftOrders\"")
                && ASKED.getOrDefault("/orders", "").contains("amoxicillin"));
        String trail = PRODUCT.get("AuditEvent?patient=Patient/p&_count=200").text();
        assertTrue(trail.contains("disclose"), trail);

        admin.navigate(PRODUCT.home() + "/admin/advice");
        assertThat(admin.locator("main")).containsText("it did not answer within 2 seconds");
        while (admin.locator("tbody tr").count() > 0) {
            admin.locator("button[name=remove]").first().click();
            admin.waitForLoadState();
        }
        assertThat(admin.locator("main")).containsText("None is asked");
        page.navigate(PRODUCT.home() + "/patients/p");
        assertThat(page.locator(".advice-asked")).hasCount(0);
    }
}
