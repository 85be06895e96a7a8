package org.throughline.clinic.usability;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.app.TestAccounts;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Browsers;

/**
 * What everyday tasks cost. Each is done as somebody does who knows the product, and must not become dearer; the table is
 * written to {@code target/usability.md}, from where {@code docs/usability.md} has it.
 */
class EverydayTasksTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start();
    private static final List<String> ROWS = new ArrayList<>();

    @BeforeAll
    static void open() {
        PRODUCT.send(
                "PUT",
                "Patient/ada",
                "{'resourceType':'Patient','id':'ada','birthDate':'1980-05-06','name':[{'family':'Marlowe','given':['Ada']}]}");
    }

    @AfterAll
    static void close() throws IOException {
        Files.writeString(
                Path.of("target", "usability.md"),
                "| task | clicks | keys | fields | seconds | of waiting, beside |\n|---|---|---|---|---|---|\n"
                        + String.join("\n", ROWS.stream().sorted().toList()) + "\n");
    }

    private static Effort at(String path) {
        return at(path, "admin");
    }

    private static Effort at(String path, String name) {
        Page page = BROWSERS.loggedIn(PRODUCT, name, ColorScheme.LIGHT, 1366);
        page.navigate(PRODUCT.home() + path);
        return new Effort(page);
    }

    private static void costs(String task, Effort effort, int clicks, double seconds) {
        ROWS.add(effort.row(task));
        assertTrue(effort.clicks() <= clicks && effort.seconds() <= seconds, effort.row(task));
    }

    @Test
    void findingAPatientAndOpeningTheChart() {
        Effort effort = at("/patients").think().press("/").type("marl");
        effort.until("[data-typed=marl]")
                .think()
                .press("ArrowDown")
                .press("Enter")
                .until(".banner");
        costs("Find a patient and open the chart", effort, 0, 5);
    }

    @Test
    void addingAProblem() {
        Effort effort =
                at("/patients/ada").think().press("p").until("#problem").think().type("htn");
        effort.until("#problem-offers li")
                .press("ArrowDown")
                .press("Enter")
                .think()
                .press("Enter");
        effort.until("[data-toast]");
        costs("Add a problem", effort, 0, 6);
    }

    @Test
    void addingAnAllergyWithItsReaction() {
        Effort effort = at("/patients/ada/allergies")
                .think()
                .press("a")
                .until("#substance")
                .think()
                .type("penic");
        effort.until("#substance-offers li")
                .press("ArrowDown")
                .press("Enter")
                .think()
                .tab(1)
                .type("hiv");
        effort.until("#reaction-offers li")
                .press("ArrowDown")
                .press("Enter")
                .think()
                .press("Enter");
        effort.until("[data-toast]");
        costs("Add an allergy with its reaction", effort, 0, 10);
    }

    @Test
    void enteringVitalSigns() {
        Effort effort = at("/patients/ada/vitals")
                .think()
                .press("v")
                .until("#pressure")
                .think()
                .type("128/82");
        effort.tab(1)
                .think()
                .type("72")
                .tab(1)
                .think()
                .type("14")
                .tab(1)
                .think()
                .type("98");
        effort.tab(1).think().type("37.1").think().press("Enter").until("text=128/82");
        costs("Enter five vital signs", effort, 0, 15);
    }

    @Test
    void answeringAMessage() {
        PRODUCT.send("PUT", "Practitioner/nurse", "{'resourceType':'Practitioner','id':'nurse'}");
        PRODUCT.send(
                "PUT",
                "Communication/asked",
                "{'resourceType':'Communication','id':'asked','status':'in-progress','subject':{'reference':'Patient/ada'},"
                        + "'sender':{'reference':'Practitioner/nurse','display':'Nurse'},"
                        + "'recipient':[{'identifier':{'system':'urn:throughline:role','value':'nurse'}}],"
                        + "'payload':[{'contentString':'May she come tomorrow?'}]}");
        Effort effort = at("/inbox").think().press("1").until("#text");
        effort.think().press("r").type("Yes, at nine.").think().tab(1).press("Enter");
        effort.until("[data-toast]");
        costs("Answer a message", effort, 0, 10);
    }

    @Test
    void registeringAPatient() {
        Effort effort = at("/patients")
                .think()
                .press("n")
                .until("#given")
                .think()
                .type("Noor")
                .tab(1);
        effort.type("Haddad")
                .tab(1)
                .think()
                .type("3 mar 1999")
                .tab(1)
                .think()
                .type("f")
                .tab(3)
                .think();
        effort.type("555 010 7788").think().press("Enter").until(".banner");
        costs("Register a patient", effort, 0, 22);
    }

    @Test
    void bookingAnAppointment() {
        PRODUCT.send("PUT", "Practitioner/ito", "{'resourceType':'Practitioner','id':'ito','name':[{'family':'Ito'}]}");
        PRODUCT.send(
                "PUT",
                "Schedule/ito",
                "{'resourceType':'Schedule','id':'ito','actor':[{'reference':'Practitioner/ito','display':'Mei Ito'}]}");
        String day = LocalDate.now(ZoneOffset.UTC).plusDays(7).toString();
        Effort effort = at("/schedule?day=" + day)
                .think()
                .press("b")
                .until("#q")
                .think()
                .type("marl");
        effort.until("#picks a")
                .think()
                .press("ArrowDown")
                .press("Enter")
                .until("#time")
                .think()
                .type("9:15");
        effort.tab(3).think().type("cough").think().press("Enter").until("[data-toast]");
        costs("Book an appointment", effort, 0, 16);
    }

    /** The words of the note themselves are left out: they cost the same everywhere. */
    @Test
    void signingANoteWithAResultAndADiagnosis() {
        PRODUCT.bringTemplates();
        PRODUCT.send(
                "PUT",
                "Practitioner/rei",
                "{'resourceType':'Practitioner','id':'rei','name':[{'family':'Ito','given':['Rei']}]}");
        PRODUCT.send("PUT", "Organization/clinic", "{'resourceType':'Organization','id':'clinic','name':'Clinic'}");
        PRODUCT.send(
                "PUT",
                "CareTeam/ada",
                "{'resourceType':'CareTeam','id':'ada','status':'active','subject':{'reference':'Patient/ada'},"
                        + "'participant':[{'member':{'reference':'Practitioner/rei'}}]}");
        PRODUCT.send(
                "PUT",
                "Observation/a1c",
                "{'resourceType':'Observation','id':'a1c','status':'final','subject':{'reference':'Patient/ada'},"
                        + "'category':[{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/observation-category','code':'laboratory'}]}],"
                        + "'code':{'text':'Hemoglobin A1c'},'effectiveDateTime':'2026-01-02','valueQuantity':{'value':9.1,'unit':'%'}}");
        new TestAccounts(PRODUCT).staff("ito", "Rei Ito", "rei", "physician");
        Effort effort = at("/notes/ada", "ito").think().press("n").until(".picks");
        effort.think().click(".picks a:has-text('Short note')").until("#f-reason");
        effort.tab(1).think().type("/res").press("Enter").until(".puller [data-token]");
        effort.press("Enter").press("Escape").think().tab(5).type("htn").until("#f-diagnoses-0-offers li");
        effort.press("ArrowDown").press("Enter").think().press("Control+Enter").until("article.note");
        costs("Sign a note with a result and a diagnosis", effort, 1, 20);
    }
}
