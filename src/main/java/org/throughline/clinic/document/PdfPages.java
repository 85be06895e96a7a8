package org.throughline.clinic.document;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * The pages of a PDF as pictures: what a stranger wrote into it (scripts, links, forms) reaches no browser.
 */
final class PdfPages {
    private static final float DOTS_AN_INCH = 110;
    private static final int LARGEST_EDGE_POINTS = 3_000;
    private static final int MOST_PAGES = 500;

    private PdfPages() {}

    /**
     * How many pages it has, of which at most {@link #MOST_PAGES} are shown.
     *
     * @throws Failed with {@link Failure.Invalid} when it cannot be read, or is locked by a password
     */
    static int count(byte[] pdf) {
        try (PDDocument document = open(pdf)) {
            return Math.min(document.getNumberOfPages(), MOST_PAGES);
        } catch (IOException | RuntimeException e) {
            throw unreadable(e);
        }
    }

    /**
     * A page as PNG.
     *
     * @param page the first is 1
     */
    static byte[] page(byte[] pdf, int page) {
        try (PDDocument document = open(pdf)) {
            if (page < 1 || page > Math.min(document.getNumberOfPages(), MOST_PAGES)) {
                throw new Failed(new Failure.NotFound("There is no such page."));
            }
            float longest = Math.max(
                    document.getPage(page - 1).getCropBox().getWidth(),
                    document.getPage(page - 1).getCropBox().getHeight());
            float dots = longest > LARGEST_EDGE_POINTS ? DOTS_AN_INCH * LARGEST_EDGE_POINTS / longest : DOTS_AN_INCH;
            BufferedImage image = new PDFRenderer(document).renderImageWithDPI(page - 1, dots, ImageType.RGB);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (Failed e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw unreadable(e);
        }
    }

    private static PDDocument open(byte[] pdf) throws IOException {
        return Loader.loadPDF(pdf, "", null, null, IOUtils.createMemoryOnlyStreamCache());
    }

    private static Failed unreadable(Exception cause) {
        return new Failed(
                new Failure.Invalid(
                        "value", "file", "The PDF cannot be shown: it is damaged or locked. It can still be saved."),
                cause);
    }
}
