package org.throughline.login.smart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.throughline.login.smart.Person.location;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.throughline.app.TestProduct;
import org.throughline.app.TestProduct.Reply;
import org.throughline.database.Sql;
import org.throughline.http.Parameter;
import org.throughline.http.Request;

/** Apps that are opened from a chart. */
class EhrLaunchTest {
    private static final TestProduct PRODUCT = TestProduct.start();
    private static final String SCOPE = "launch openid patient/Patient.rs";
    private static final Pattern REFRESH = Pattern.compile("content=\"0; url=([^\"]+)\"");
    private static AppFixture apps;
    private static Person admin;
    private static String app;

    @BeforeAll
    static void recordsAndAnApp() {
        apps = new AppFixture(PRODUCT);
        PRODUCT.send("PUT", "Patient/ada", "{'resourceType':'Patient','id':'ada','name':[{'family':'Marlowe'}]}");
        encounter("before", "finished", "2026-01-01");
        encounter("now", "in-progress", "2026-02-01");
        PRODUCT.send(
                "PUT",
                "DiagnosticReport/r",
                "{'resourceType':'DiagnosticReport','id':'r','status':'final','code':{'text':'x'},"
                        + "'subject':{'reference':'Patient/ada'}}");
        admin = new Person(PRODUCT.home()).loggedIn("admin", TestProduct.PASSWORD);
        app = apps.browserApp(SCOPE + " offline_access");
    }

    private static void encounter(String id, String status, String start) {
        PRODUCT.send(
                "PUT",
                "Encounter/" + id,
                "{'resourceType':'Encounter','id':'" + id + "','status':'" + status + "','class':{'code':'AMB'},"
                        + "'subject':{'reference':'Patient/ada'},'period':{'start':'" + start + "'}}");
    }

    /** What the app is opened with, by name. */
    private static Map<String, String> launched(Person person, String form) {
        HttpResponse<String> page = person.post("/launch", form);
        assertEquals(200, page.statusCode(), page.body());
        Matcher address = REFRESH.matcher(page.body());
        assertTrue(address.find(), page.body());
        URI uri = URI.create(address.group(1).replace("&amp;", "&"));
        assertEquals("/launch", uri.getPath());
        return Request.parseForm(uri.getRawQuery()).stream()
                .collect(Collectors.toMap(Parameter::name, Parameter::value));
    }

    private static String launch() {
        return launched(admin, "patient=ada&app=" + app).get("launch");
    }

    private static Flow flow(String launch) {
        return new Flow(PRODUCT, app, SCOPE).with("launch", launch);
    }

    @Test
    void theAppLearnsForWhomItWasOpened() {
        Map<String, String> opened = launched(admin, "patient=ada&app=" + app + "&context=DiagnosticReport/r");
        assertEquals(PRODUCT.base(), opened.get("iss"));
        Reply tokens = flow(opened.get("launch")).tokens(admin, "");

        assertEquals(200, tokens.status(), tokens.toString());
        assertEquals("ada", tokens.json().text("patient"));
        assertEquals("now", tokens.json().text("encounter"));
        assertEquals(
                List.of("DiagnosticReport/r"),
                tokens.json().objects("fhirContext").stream()
                        .map(each -> each.text("reference"))
                        .toList());
        assertEquals(SCOPE, tokens.json().text("scope"));
    }

    @Test
    void aVisitCanBeNamed() {
        Reply tokens = flow(launched(admin, "patient=ada&encounter=before&app=" + app)
                        .get("launch"))
                .tokens(admin, "");
        assertEquals("before", tokens.json().text("encounter"));
        Reply other = flow(launched(admin, "patient=ada&encounter=unknown&app=" + app)
                        .get("launch"))
                .tokens(admin, "");
        assertNull(other.json().text("encounter"));
    }

    @Test
    void aLaunchIsGoodForOnce() {
        String launch = launch();
        assertEquals(200, flow(launch).tokens(admin, "").status());
        Map<String, String> again = Flow.answer(flow(launch).ask(admin));
        assertEquals("invalid_request", again.get("error"));
        assertFalse(again.containsKey("code"));
    }

    @Test
    void aLaunchIsOfOneAppAndOnePersonForMinutes() {
        String other = apps.browserApp(SCOPE);
        assertEquals(
                "invalid_request",
                Flow.answer(new Flow(PRODUCT, other, SCOPE)
                                .with("launch", launch())
                                .ask(admin))
                        .get("error"));
        assertEquals("invalid_request", Flow.answer(flow("made-up").ask(admin)).get("error"));

        String launch = launch();
        PRODUCT.database()
                .inTransaction(connection ->
                        Sql.change(connection, "UPDATE app_launch SET begun = begun - interval '6 minutes'"));
        assertEquals("invalid_request", Flow.answer(flow(launch).ask(admin)).get("error"));

        Person somebody = apps.person("somebody");
        String consent = location(flow(launch()).ask(somebody));
        assertEquals(404, somebody.get(consent).statusCode());
        assertEquals(404, somebody.post(consent, "decision=allow&scope=openid").statusCode());
    }

    @Test
    void onlyAFormOfOursOpensAnApp() {
        assertEquals(403, admin.postWithout("/launch", "patient=ada&app=" + app).statusCode());
        assertEquals(405, admin.get("/launch?patient=ada&app=" + app).statusCode());
        assertEquals(404, admin.post("/launch", "patient=nobody&app=" + app).statusCode());
        assertEquals(404, admin.post("/launch", "patient=ada&app=unknown").statusCode());
        assertEquals(
                303,
                new Person(PRODUCT.home())
                        .postWithout("/launch", "patient=ada&app=" + app)
                        .statusCode());
    }

    @Test
    void anAppThatThePracticeTrustsIsNotAskedAbout() {
        String trusted = apps.unaskedApp(SCOPE);
        String launch = launched(admin, "patient=ada&app=" + trusted).get("launch");
        Flow flow = new Flow(PRODUCT, trusted, SCOPE).with("launch", launch);
        HttpResponse<String> decided = admin.get(location(flow.ask(admin)));

        assertEquals(303, decided.statusCode());
        assertEquals(
                "ada", flow.exchange(Flow.answer(decided).get("code")).json().text("patient"));

        Flow outside = new Flow(PRODUCT, trusted, "openid");
        assertEquals(200, admin.get(location(outside.ask(admin))).statusCode(), "opened from outside, it is");
    }
}
