package org.throughline.clinic.document;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.app.TestAccounts;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Accessible;
import org.throughline.clinic.Browsers;

/** Documents put into a chart and shown, in a real browser. */
class DocumentsScreenTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start();

    @BeforeAll
    static void open() {
        for (String id : new String[] {"ada", "eve"}) {
            PRODUCT.send(
                    "PUT",
                    "Patient/" + id,
                    "{'resourceType':'Patient','id':'" + id + "','name':[{'family':'Marlowe','given':['Ada']}]}");
        }
        PRODUCT.send("PUT", "Practitioner/ito", "{'resourceType':'Practitioner','id':'ito','name':[{'family':'Ito'}]}");
        new TestAccounts(PRODUCT).staff("ito", "Dr. Ito", "ito", "physician");
    }

    private static Page opened(String path) {
        Page page = BROWSERS.loggedIn(PRODUCT, "admin", ColorScheme.LIGHT, 1366);
        page.navigate(PRODUCT.home() + path);
        return page;
    }

    private static byte[] pdf() throws IOException {
        try (PDDocument document = new PDDocument()) {
            document.addPage(new PDPage());
            document.addPage(new PDPage());
            document.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert('run')"));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }

    private static byte[] png() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", out);
        return out.toByteArray();
    }

    @Test
    void aPdfIsPutIntoTheChartAndShownAsPicturesOfItsPages() throws IOException {
        Page page = opened("/patients/ada/documents");
        page.click("section[aria-labelledby=documents] >> text=Add");
        Accessible.check(page);
        page.setInputFiles("#file", new FilePayload("../letter of Dr. Ümit.pdf", "application/pdf", pdf()));
        page.selectOption("#type", "11488-4");
        page.fill("#description", "Cardiology");
        page.click("text=Add document ·");
        assertThat(page.locator("section[aria-labelledby=documents]")).containsText("Consultation note");
        String stored = PRODUCT.get("DocumentReference?patient=ada&_include=DocumentReference:subject")
                .text();
        assertTrue(stored.contains("\"url\":\"Binary/") && stored.contains("\"letter of Dr. Ümit.pdf\""), stored);

        page.click("section[aria-labelledby=documents] >> text=Consultation note");
        assertThat(page.locator("img.page")).hasCount(2);
        Response picture = page.waitForResponse("**/page/1", page::reload);
        assertEquals("image/png", picture.headerValue("content-type"));
        assertThat(page.locator("main h2").first()).containsText("Consultation note");
        assertThat(page.locator(".banner h1")).containsText("MARLOWE, Ada");
        Accessible.check(page);
        String saved = page.locator("text=Save the file").getAttribute("href");
        Object type = page.evaluate(
                "async (at) => { const a = await fetch(at); return a.headers.get('content-type') + ' ' + a.headers.get('content-disposition'); }",
                saved);
        assertTrue(type.toString().startsWith("application/octet-stream attachment"), type.toString());
    }

    @Test
    void aPictureAndATextAreShownAndWhatIsNeitherIsRefused() throws IOException {
        Page page = opened("/documents/ada/new");
        page.setInputFiles(
                "#file",
                new FilePayload("page.pdf", "application/pdf", "<script>alert(1)</script>\u0000".getBytes(UTF_8)));
        page.fill("#description", "kept");
        page.click("text=Add document ·");
        assertThat(page.locator("#file-fault")).containsText("page.pdf is no PDF");
        assertThat(page.locator("#description")).hasValue("kept");

        page.setInputFiles("#file", new FilePayload[] {
            new FilePayload("scan.png", "image/png", png()),
            new FilePayload("a.txt", "text/plain", "<b>not bold</b>".getBytes(UTF_8))
        });
        page.click("text=Add document ·");
        assertThat(page.locator("section[aria-labelledby=documents]")).containsText("Consultation note");
        page.click("section[aria-labelledby=documents] tr >> nth=0 >> a");
        assertThat(page.locator("img.page, pre.text")).hasCount(1);
        page.goBack();
        page.click("section[aria-labelledby=documents] tr >> nth=1 >> a");
        assertThat(page.locator("img.page, pre.text")).hasCount(1);
    }

    @Test
    void aDocumentIsOfItsChartOnlyAndAClosedChartKeepsItsDocuments() {
        PRODUCT.send(
                "PUT",
                "DocumentReference/theirs",
                "{'resourceType':'DocumentReference','id':'theirs','status':'current','subject':{'reference':'Patient/eve'},"
                        + "'content':[{'attachment':{'contentType':'text/plain','data':'aGVsbG8='}}]}");
        assertThat(opened("/documents/eve/theirs").locator("pre.text")).containsText("hello");
        assertThat(opened("/documents/ada/theirs").locator("main")).containsText("no such document");
        Page stranger = BROWSERS.loggedIn(PRODUCT, "ito", ColorScheme.LIGHT, 1366);
        Response answer = stranger.navigate(PRODUCT.home() + "/documents/eve/theirs");
        assertTrue(answer.status() == 403 || answer.status() == 404, "status " + answer.status());
        assertTrue(!stranger.content().contains("hello"));
    }

    @Test
    void whatLiesElsewhereIsNamedAndNotFetched() {
        PRODUCT.send(
                "PUT",
                "DocumentReference/far",
                "{'resourceType':'DocumentReference','id':'far','status':'current','subject':{'reference':'Patient/ada'},"
                        + "'content':[{'attachment':{'contentType':'application/pdf','url':'https://example.org/x.pdf'}}]}");
        Page page = opened("/documents/ada/far");
        assertThat(page.locator("main")).containsText("not fetched from there: https://example.org/x.pdf");
        assertThat(page.locator("img.page")).hasCount(0);
    }
}
