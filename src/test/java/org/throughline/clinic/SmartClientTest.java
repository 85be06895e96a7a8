package org.throughline.clinic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.app.TestProduct;
import org.throughline.http.Answer;
import org.throughline.http.HttpServer;
import org.throughline.http.HttpSettings;
import org.throughline.http.Request;
import org.throughline.login.smart.AppFixture;
import org.throughline.login.smart.app.Proof;
import org.throughline.login.smart.app.Registration;

/** The library that most SMART apps are made with, in a real browser, on another origin. */
class SmartClientTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start();
    private static final String SCOPE =
            "launch launch/patient openid fhirUser offline_access patient/*.rs user/Patient.rs";
    private static byte[] library = {};
    private static HttpServer server;
    private static String home;
    private static String clientId;

    @BeforeAll
    static void startTheApp() throws IOException {
        library = FhirClientLibrary.script();
        server = HttpServer.start(HttpSettings.loopback(0), SmartClientTest::answer, Answer::of);
        home = "http://localhost:" + server.port();
        clientId = new AppFixture(PRODUCT)
                .register(new Registration(
                        "Growth chart",
                        "Draws curves.",
                        Proof.NONE,
                        List.of(home + "/app"),
                        home + "/launch",
                        AppFixture.scopes(SCOPE),
                        null,
                        null,
                        false,
                        false,
                        false))
                .app()
                .clientId();
        PRODUCT.send("PUT", "Patient/ada", "{'resourceType':'Patient','id':'ada','name':[{'family':'Marlowe'}]}");
        PRODUCT.send(
                "PUT",
                "Encounter/now",
                "{'resourceType':'Encounter','id':'now','status':'in-progress','class':{'code':'AMB'},"
                        + "'subject':{'reference':'Patient/ada'}}");
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static Answer answer(Request request) {
        return switch (request.path()) {
            case "/fhir-client.js" -> Answer.of(200, "text/javascript", library);
            case "/launch" ->
                page("FHIR.oauth2.authorize({clientId: '" + clientId + "', scope: '" + SCOPE + "', redirectUri: '"
                        + home + "/app'});");
            case "/standalone" ->
                page("FHIR.oauth2.authorize({clientId: '" + clientId + "', scope: '" + SCOPE + "', redirectUri: '"
                        + home + "/app', iss: '" + PRODUCT.base() + "'});");
            case "/app" ->
                page(
                        "FHIR.oauth2.ready().then(client => {"
                                + " window.client = client;"
                                + " return client.request('Patient/' + client.patient.id);"
                                + "}).then(patient => show('family', patient.name[0].family)).catch(e => show('failed', e.message));");
            default -> Answer.of(404);
        };
    }

    private static Answer page(String script) {
        return Answer.of(
                        200,
                        "text/html",
                        "<!DOCTYPE html><title>Growth chart</title><p id=state></p><script src=/fhir-client.js></script><script>"
                                + "function show(what, text) { document.querySelector('#state').textContent = what + ': ' + text; }"
                                + script + "</script>")
                .with("Content-Security-Policy", "default-src 'self' 'unsafe-inline' 'unsafe-eval' " + PRODUCT.home());
    }

    private static Page loggedIn() {
        Page page = BROWSERS.page(ColorScheme.LIGHT, 1366);
        page.navigate(PRODUCT.home() + "/account/access");
        page.fill("input[name=name]", "admin");
        page.fill("input[name=password]", TestProduct.PASSWORD);
        page.click("button");
        page.waitForURL("**/account/access");
        return page;
    }

    private static String state(Page page) {
        page.waitForFunction("document.querySelector('#state')?.textContent.length > 0");
        return page.textContent("#state");
    }

    private static Object eval(Page page, String script) {
        return page.evaluate(script);
    }

    @Test
    void anAppThatIsOpenedFromOutsideGetsThePatientWhomThePersonChooses() {
        Page page = loggedIn();
        page.navigate(home + "/standalone");
        page.click("text=MARLOWE");
        page.click("text=Allow what is ticked");

        assertEquals("family: Marlowe", state(page));
        assertEquals("ada", eval(page, "client.patient.id"));
        String before = (String) eval(page, "client.state.tokenResponse.access_token");
        eval(page, "client.refresh()");
        String after = (String) eval(page, "client.state.tokenResponse.access_token");
        assertNotEquals(before, after);
        assertEquals("Marlowe", eval(page, "client.request('Patient/ada').then(p => p.name[0].family)"));
    }

    @Test
    void anAppThatIsOpenedFromTheChartKnowsForWhom() {
        Page page = loggedIn();
        page.navigate(PRODUCT.home() + "/patients/ada");
        page.click("text=Apps >> nth=-1");
        Page app = page.waitForPopup(() -> page.click("button:has-text('Growth chart')"));
        app.click("text=Allow what is ticked");

        assertEquals("family: Marlowe", state(app));
        assertEquals("ada", eval(app, "client.patient.id"));
        assertEquals("now", eval(app, "client.encounter.id"));
        assertEquals(true, eval(app, "client.state.tokenResponse.need_patient_banner"));
        assertTrue(app.url().startsWith(home + "/app"), app.url());
        assertTrue(page.url().endsWith("/patients/ada"), "the chart stays where it was");
    }

    @Test
    void anAppIsToldThatThePersonRefused() {
        Page page = loggedIn();
        page.navigate(home + "/standalone");
        page.click("text=MARLOWE");
        page.click("text=Allow nothing");

        assertTrue(state(page).startsWith("failed:"), state(page));
        assertTrue(state(page).contains("access_denied") || state(page).contains("denied"), state(page));
    }

    @Test
    void anAppWhoseAccessIsTakenBackGetsNothingMore() {
        Page page = loggedIn();
        page.navigate(home + "/standalone");
        page.click("text=MARLOWE");
        page.click("text=Allow what is ticked");
        state(page);
        Page mine = page.context().newPage();
        mine.navigate(PRODUCT.home() + "/account/access");
        mine.click("button:has-text('Take back') >> nth=0");
        mine.waitForURL("**/account/access");

        Object status = eval(
                page,
                "client.request('Patient/ada').then(() => 200).catch(e => e.statusCode || e.status || String(e))");
        assertNotEquals(200, status);
    }
}
