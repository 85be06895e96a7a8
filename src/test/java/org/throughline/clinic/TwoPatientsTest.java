package org.throughline.clinic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.throughline.app.TestAccounts;
import org.throughline.app.TestProduct;
import org.throughline.clinic.door.Visitor;

/** One browser, two tabs, two patients: whatever is sent in whatever order lands on the patient of its own tab. */
class TwoPatientsTest {
    private static final TestProduct PRODUCT = TestProduct.start();
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([a-z-]+)\" value=\"([^\"]*)\">");
    private static Visitor visitor = new Visitor("");

    @BeforeAll
    static void aDayAtTheDesk() {
        PRODUCT.bringTemplates();
        PRODUCT.set("ORGANIZATION", "clinic");
        put("Organization/clinic", "'name':'Millbrook'");
        put(
                "Location/site",
                "'status':'active','name':'Main','managingOrganization':{'reference':'Organization/clinic'}");
        put("Practitioner/ito", "'name':[{'family':'Ito','given':['Rei']}]");
        put("Practitioner/kim", "'name':[{'family':'Kim','given':['Jo']}]");
        String every = "'daysOfWeek':['mon','tue','wed','thu','fri','sat','sun']";
        put(
                "PractitionerRole/post",
                "'active':true,'practitioner':{'reference':'Practitioner/ito'},'organization':{'reference':'Organization/clinic'},"
                        + "'availableTime':[{" + every
                        + ",'availableStartTime':'08:00:00','availableEndTime':'17:00:00'}]");
        put(
                "Schedule/ito",
                "'active':true,'actor':[{'reference':'Practitioner/ito','display':'Rei Ito'},{'reference':'PractitionerRole/post'},{'reference':'Location/site'}]");
        put(
                "ChargeItemDefinition/fee",
                "'url':'urn:throughline:fee:visit','status':'active','title':'Long visit','code':{'text':'Long visit'},"
                        + "'propertyGroup':[{'priceComponent':[{'type':'base','amount':{'value':120.5,'currency':'USD'}}]}]");
        for (String who : List.of("ito", "kim")) {
            new TestAccounts(PRODUCT).staff(who, "The " + who, who, "physician");
        }
        for (String id : List.of("ada", "bo")) {
            put(
                    "Patient/" + id,
                    "'birthDate':'1980-05-06','gender':'female','name':[{'family':'Marlowe','given':['" + id + "']}],"
                            + "'managingOrganization':{'reference':'Organization/clinic'},"
                            + "'generalPractitioner':[{'reference':'Practitioner/ito'},{'reference':'Practitioner/kim'}]");
            put(
                    "Encounter/" + id,
                    "'status':'in-progress','class':{'code':'AMB'},'type':[{'text':'Check-up'}],'subject':{'reference':'Patient/"
                            + id + "'}");
        }
        new TestAccounts(PRODUCT).patient("patient", "Ada Marlowe", "ada");
        visitor = as("ito");
    }

    private static void put(String reference, String members) {
        String[] parts = reference.split("/", -1);
        TestProduct.Reply reply = PRODUCT.send(
                "PUT", reference, "{'resourceType':'" + parts[0] + "','id':'" + parts[1] + "'," + members + "}");
        assertTrue(reply.status() < 300, reply.text());
    }

    private static Visitor as(String name) {
        Visitor fresh = new Visitor(PRODUCT.home());
        fresh.logIn(name, TestProduct.PASSWORD);
        return fresh;
    }

    /**
     * Something that is entered.
     *
     * @param page where its form is, for a patient
     * @param to where it is sent
     * @param type what it becomes
     * @param fields what is typed, with {@code WORDS} for what tells the patients apart
     */
    record Kind(String name, String page, String to, String type, List<String> fields) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** A form in a tab: the address that it is sent to, and its hidden fields. */
    private record Tab(String patient, String to, Map<String, String> hidden) {}

    static Stream<Kind> kinds() {
        return Stream.of(
                new Kind(
                        "problem",
                        "/patients/ID/problems/new",
                        "/patients/ID/problems/new",
                        "Condition",
                        List.of("problem", "WORDS", "status", "active", "certainty", "confirmed")),
                new Kind(
                        "allergy",
                        "/patients/ID/allergies/new",
                        "/patients/ID/allergies/new",
                        "AllergyIntolerance",
                        List.of(
                                "substance",
                                "WORDS",
                                "status",
                                "active",
                                "certainty",
                                "confirmed",
                                "kind",
                                "allergy",
                                "danger",
                                "unable-to-assess")),
                new Kind(
                        "vital signs",
                        "/patients/ID/vitals/new",
                        "/patients/ID/vitals/new",
                        "Observation",
                        List.of("heartRate", "RATE")),
                new Kind(
                        "care team",
                        "/patients/ID/team/new",
                        "/patients/ID/team/new",
                        "CareTeam",
                        List.of("who-0", "outside", "other-0", "WORDS", "role-0", "Dentist", "status", "active")),
                new Kind("note", "NOTE", "NOTE", "DocumentReference", List.of("act", "sign", "f-history", "WORDS")),
                new Kind(
                        "charge",
                        "/charges/ID",
                        "/charges/ID",
                        "ChargeItem",
                        List.of("act", "add", "fee", "fee", "diagnosis", "WORDS")),
                new Kind(
                        "booking",
                        "/schedule/book?patient=ID&day=2031-05-06",
                        "/schedule/book?patient=ID&day=2031-05-06",
                        "Appointment",
                        List.of(
                                "type",
                                "TYPE",
                                "provider",
                                "ito",
                                "on",
                                "6/5/2031",
                                "time",
                                "TIME",
                                "reason",
                                "WORDS")));
    }

    private static Tab open(Kind kind, String patient) {
        String address = kind.page().replace("ID", patient);
        String to = kind.to().replace("ID", patient);
        if (kind.page().equals("NOTE")) {
            String choose = visitor.get("/notes/" + patient + "/new").body();
            Matcher link = Pattern.compile("href=\"(/notes/" + patient
                            + "/write/[^\"?]+)(\\?template=[^\"&]+)[^\"]*\"[^>]*>(?:<[^>]*>)?Short note")
                    .matcher(choose);
            assertTrue(link.find(), choose);
            address = link.group(1) + link.group(2);
            to = link.group(1);
        }
        String page = visitor.get(address).body();
        Map<String, String> hidden = new LinkedHashMap<>();
        Matcher field = HIDDEN.matcher(page);
        while (field.find()) {
            hidden.putIfAbsent(field.group(1), field.group(2));
        }
        Matcher type = Pattern.compile("<select id=\"type\"[^>]*>\\s*<option value=\"([^\"]*)\"")
                .matcher(page);
        if (type.find()) {
            hidden.put("type", type.group(1));
        }
        assertEquals(patient, hidden.get("chart-of"), page);
        return new Tab(patient, to, hidden);
    }

    /** Sends the form of a tab; the status of the answer. */
    private static int send(Kind kind, Tab tab, String to) {
        List<String> fields = new ArrayList<>();
        tab.hidden().forEach((name, value) -> fields.addAll(List.of(name, value)));
        for (String field : kind.fields()) {
            fields.add(
                    switch (field) {
                        case "WORDS" -> words(kind, tab.patient());
                        case "RATE" -> tab.patient().equals("ada") ? "61" : "72";
                        case "TIME" -> tab.patient().equals("ada") ? "9:00" : "14:00";
                        case "TYPE" -> tab.hidden().getOrDefault("type", "");
                        default -> field;
                    });
        }
        return visitor.post(to, fields.toArray(String[]::new)).statusCode();
    }

    private static String words(Kind kind, String patient) {
        return "Words of " + patient + " in the " + kind.name();
    }

    private static String marker(Kind kind, String patient) {
        return kind.name().equals("vital signs")
                ? "\"value\":" + (patient.equals("ada") ? "61" : "72")
                : words(kind, patient);
    }

    private static String stored(Kind kind, String patient) {
        String type = kind.name().equals("note") ? "QuestionnaireResponse" : kind.type();
        return PRODUCT.get(type + "?patient=Patient/" + patient).text();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatIsSentFromTwoTabsInTurnLandsOnThePatientOfItsOwnTab(Kind kind) {
        Tab one = open(kind, "ada");
        Tab other = open(kind, "bo");
        Tab mixed = open(kind, "ada");
        assertEquals(409, send(kind, mixed, other.to()), "a form of one patient at the address of another");
        assertEquals(303, send(kind, one, one.to()));
        assertEquals(303, send(kind, other, other.to()));

        for (String patient : List.of("ada", "bo")) {
            String own = stored(kind, patient);
            assertTrue(own.contains(marker(kind, patient)), own);
            String others = patient.equals("ada") ? "bo" : "ada";
            assertFalse(own.contains(marker(kind, others)), own);
        }
    }

    @Test
    void documentsAreFiledWithThePatientOfTheirTab() throws Exception {
        Kind form = new Kind("document", "/documents/ID/new", "/documents/ID/new", "DocumentReference", List.of());
        Tab one = open(form, "ada");
        Tab other = open(form, "bo");
        assertEquals(409, upload(one, other.to()));
        assertEquals(303, upload(other, other.to()));
        assertEquals(303, upload(one, one.to()));
        for (String patient : List.of("ada", "bo")) {
            String own =
                    PRODUCT.get("DocumentReference?patient=Patient/" + patient).text();
            assertTrue(own.contains("The letter of " + patient), own);
            assertFalse(own.contains("The letter of " + (patient.equals("ada") ? "bo" : "ada")), own);
        }
    }

    private static int upload(Tab tab, String to) throws IOException, InterruptedException {
        String limit = "a-limit-of-parts";
        StringBuilder body = new StringBuilder();
        Map<String, String> fields = new LinkedHashMap<>(tab.hidden());
        fields.put("description", "The letter of " + tab.patient());
        fields.forEach((name, value) -> body.append(
                "--" + limit + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n"));
        body.append("--" + limit
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"letter.txt\"\r\nContent-Type: text/plain\r\n\r\nA letter.\r\n--"
                + limit + "--\r\n");
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(PRODUCT.home() + to))
                                .header("Cookie", visitor.cookies())
                                .header("Content-Type", "multipart/form-data; boundary=" + limit)
                                .POST(BodyPublishers.ofString(body.toString()))
                                .build(),
                        BodyHandlers.ofString())
                .statusCode();
    }

    /** Drafts are rows of their own, by author: no resources, so that nothing that reads the record has them. */
    @Test
    void aDraftIsNeitherInTheApiNorAnExportNorThePortalNorAnothersViewNorAfterAnotherLogsIn(@TempDir Path folder)
            throws IOException {
        String secret = "Typed and not saved";
        Kind problem = kinds().findFirst().orElseThrow();
        Tab tab = open(problem, "ada");
        String address = "/patients/ada/problems/new";
        List<String> fields = new ArrayList<>();
        tab.hidden().forEach((name, value) -> fields.addAll(List.of(name, value)));
        fields.addAll(List.of("draft-of", address, "problem", secret));
        assertEquals(200, visitor.post("/drafts", fields.toArray(String[]::new)).statusCode());
        assertEquals(
                409, visitor.post("/drafts", fields.toArray(String[]::new)).statusCode(), "a tab that knows of none");
        assertTrue(visitor.get(address).body().contains(secret));

        for (String path : List.of(
                "Patient/ada/$everything",
                "Condition?patient=Patient/ada",
                "Condition/_history",
                "_history",
                "Basic",
                "QuestionnaireResponse?patient=Patient/ada")) {
            assertFalse(PRODUCT.get(path).text().contains(secret), path);
        }
        PRODUCT.export(folder);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertFalse(Files.readString(file).contains(secret), file.toString());
            }
        }
        Visitor patient = as("patient");
        for (String path : List.of("/", "/looked", "/questions", "/corrections", "/patients/ada/problems/new")) {
            assertFalse(patient.get(path).body().contains(secret), path);
        }
        assertFalse(as("kim").get(address).body().contains(secret));
        assertFalse(as("kim").get("/patients/ada").body().contains("not saved"));
        // The same browser, with whatever it still holds, once somebody else has logged in with it.
        visitor.get("/patients/ada");
        visitor.post("/logout");
        visitor.logIn("kim", TestProduct.PASSWORD);
        assertFalse(visitor.get(address).body().contains(secret));
        visitor.get("/patients/ada");
        visitor.post("/logout");
        visitor.logIn("ito", TestProduct.PASSWORD);
        assertTrue(visitor.get(address).body().contains(secret));
    }
}
