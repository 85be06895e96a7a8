package org.throughline.clinic.order;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.throughline.app.TestAccounts;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Browsers;

/** What an operator has loaded can be chosen as what comes with the product can. */
class LoadedOrderTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start();

    @TempDir
    private static Path folder;

    @BeforeAll
    static void load() throws IOException {
        PRODUCT.send("PUT", "Practitioner/ito", "{'resourceType':'Practitioner','id':'ito'}");
        new TestAccounts(PRODUCT).staff("ito", "Rei Ito", "ito", "physician");
        PRODUCT.send(
                "PUT",
                "Patient/p",
                "{'resourceType':'Patient','id':'p','gender':'female','birthDate':'1980-05-06','name':[{'family':'Marlowe'}]}");
        PRODUCT.send(
                "PUT",
                "CareTeam/p",
                "{'resourceType':'CareTeam','id':'p','status':'active','subject':{'reference':'Patient/p'},"
                        + "'participant':[{'member':{'reference':'Practitioner/ito'}}]}");
        PRODUCT.loadVocabulary(zip(
                "RxNorm_full_11022026.zip",
                Map.of(
                        "rrf/RXNCONSO.RRF",
                        rxnorm("9900001", "IN", "madeupine", "N")
                                + rxnorm("9900002", "SCD", "madeupine 5 MG Oral Tablet", "N")
                                + rxnorm("9900003", "SCD", "amoxicillin 333 MG Oral Capsule", "N")
                                + rxnorm("9900004", "SCD", "madeupine 50 MG Oral Tablet", "O"))));
        PRODUCT.loadVocabulary(zip(
                "Loinc_2.81.zip",
                Map.of(
                        "LoincTable/Loinc.csv",
                        """
                        "LOINC_NUM","COMPONENT","STATUS","CONSUMER_NAME","SHORTNAME","LONG_COMMON_NAME","DisplayName"
                        "99999-1","X","ACTIVE","","X SerPl","Inventase [Units/volume] in Serum",""
                        "99999-2","Y","ACTIVE","","Y","Inventase questionnaire",""
                        """,
                        "AccessoryFiles/ComponentHierarchyBySystem/ComponentHierarchyBySystem.csv",
                        """
                        PATH_TO_ROOT,SEQUENCE,IMMEDIATE_PARENT,CODE,CODE_TEXT
                        ,1,,LP29693-6,Laboratory
                        LP29693-6,1,LP29693-6,99999-1,X
                        """)));
        Path icd = folder.resolve("icd10cm-order-2027.txt");
        Files.writeString(
                icd, "%05d %-7s %s %-60s %s%n".formatted(1, "Z991", "1", "Made", "Made up fever of the knee"));
        PRODUCT.loadVocabulary(icd);
    }

    private static String rxnorm(String rxcui, String kind, String name, String suppressed) {
        return rxcui + "|ENG||||||" + rxcui + "||||RXNORM|" + kind + "|" + rxcui + "|" + name + "||" + suppressed
                + "||\n";
    }

    private static Path zip(String name, Map<String, String> files) throws IOException {
        Path zip = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream entries = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                entries.putNextEntry(new ZipEntry(file.getKey()));
                entries.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                entries.closeEntry();
            }
        }
        return zip;
    }

    @Test
    void aDrugOfALoadedReleaseIsOrderedAndWhatIsUnknownOfItIsSaid() {
        Page page = BROWSERS.loggedIn(PRODUCT, "ito", ColorScheme.LIGHT, 1366);
        page.navigate(PRODUCT.home() + "/orders/p");
        Basketful.put(page, "amoxicillin 333 bid 10d");
        assertThat(page.locator(".item").first()).containsText("Take 1 capsule (333 mg) by mouth twice a day");
        Basketful.put(page, "inventase");
        assertThat(page.locator(".item").nth(1)).containsText("Inventase [Units/volume] in Serum");
        if (page.locator("[name=acknowledged]").count() > 0) {
            page.check("[name=acknowledged]");
        }
        page.click("button[value=sign]");
        assertThat(page.locator("[data-toast]")).containsText("2 orders are signed");
        String drugs = PRODUCT.get("MedicationRequest?patient=p").text();
        assertTrue(drugs.contains("9900003") && drugs.contains("amoxicillin 333 MG Oral Capsule"), drugs);
        assertTrue(PRODUCT.get("ServiceRequest?patient=p").text().contains("99999-1"));

        Basketful.put(page, "madeupine 5 bid");
        assertThat(page.locator(".item")).containsText("Take 1 tablet (5 mg) by mouth twice a day");
        assertThat(page.locator(".item")).containsText("whether this is a controlled substance is not known here");
        assertThat(page.locator("main"))
                .containsText("Not checked, because madeupine 5 mg tablet is not in the drug catalogue");
        page.fill("#line", "");
        page.locator("#line").pressSequentially("madeupine 50");
        assertThat(page.locator("#line-offers")).not().containsText("50 mg tablet");
    }

    @Test
    void aProblemOfALoadedReleaseIsRecordedWithItsCode() {
        Page page = BROWSERS.loggedIn(PRODUCT, "ito", ColorScheme.LIGHT, 1366);
        page.navigate(PRODUCT.home() + "/patients/p/problems/new");
        page.locator("#problem").pressSequentially("made up fev");
        assertThat(page.locator("[role=option]").first()).containsText("Made up fever of the knee");
        assertThat(page.locator("[role=option]").first()).containsText("Z99.1");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");
        page.click("[data-save]");
        assertThat(page.locator("[data-toast]")).isVisible();
        String problem = PRODUCT.get("Condition?patient=p").text();
        assertTrue(problem.contains("Z99.1") && problem.contains("icd-10-cm"), problem);
    }
}
