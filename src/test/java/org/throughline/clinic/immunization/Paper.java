package org.throughline.clinic.immunization;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;

/** What is printed. */
final class Paper {
    private Paper() {}

    /** What a paper says that whoever sits at the page can open. */
    static String text(Page page, String address) throws IOException {
        APIResponse answer = page.request().get(address);
        assertEquals(200, answer.status());
        try (var document = Loader.loadPDF(answer.body())) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }
}
