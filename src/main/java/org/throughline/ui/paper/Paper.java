package org.throughline.ui.paper;

import io.nayuki.qrcodegen.QrCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkInfo;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDMarkedContent;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDPropertyList;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageFitDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;

/**
 * A document that is written from top to bottom: headings, paragraphs, items of lists. Each is an element of the PDF's
 * structure, so that it is read in order.
 *
 * @see <a href="https://pdfa.org/resource/tagged-pdf-best-practice-guide-syntax/">Tagged PDF Best Practice Guide</a>
 */
public final class Paper {
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final float MARGIN = 54;
    private static final float FOOT = 36;
    private static final float TEXT = 10;
    private static final float LEADING = 1.4f;
    private static final float INDENT = 12;
    private static final int KEY_BITS = 256;

    /** Points of a module of a QR code: 0.5 mm, which a scanner reads from a hand's breadth. */
    private static final float MODULE = 1.5f;

    private static final int CODE_LEAST = 57;

    private final PDDocument document = new PDDocument();
    private final TrueTypeFont face;
    private final PDType0Font font;
    private final PDStructureElement root;
    private final Map<Integer, COSArray> parents = new HashMap<>();
    private final List<PDPage> pages = new ArrayList<>();
    private final PDDocumentOutline outline = new PDDocumentOutline();
    private final Glyphs glyphs;
    private final String foot;
    private PDPageContentStream content;
    private float y;

    /**
     * An empty document.
     *
     * @param foot what stands at the foot of every page, beside its number and how many there are: whose document it is
     */
    public Paper(String title, String foot) {
        this.foot = foot;
        try (InputStream file = Objects.requireNonNull(PDDocument.class.getResourceAsStream(FONT))) {
            this.face = new TTFParser().parse(new RandomAccessReadBuffer(file));
            // Ligatures would be looked for anew in every word, which takes a hundred times as long as all the rest.
            face.setEnableGsub(false);
            this.font = PDType0Font.load(document, face, true);
            this.glyphs = new Glyphs(font);
            PDStructureTreeRoot tree = new PDStructureTreeRoot();
            this.root = new PDStructureElement("Document", tree);
            tree.appendKid(root);
            describe(title, tree);
            this.content = page();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void describe(String title, PDStructureTreeRoot tree) {
        PDDocumentInformation information = new PDDocumentInformation();
        information.setTitle(title);
        information.setProducer("Throughline");
        document.setDocumentInformation(information);
        PDMarkInfo marks = new PDMarkInfo();
        marks.setMarked(true);
        document.getDocumentCatalog().setMarkInfo(marks);
        document.getDocumentCatalog().setLanguage("en-US");
        document.getDocumentCatalog().setStructureTreeRoot(tree);
        PDViewerPreferences preferences = new PDViewerPreferences(new COSDictionary());
        preferences.setDisplayDocTitle(true);
        document.getDocumentCatalog().setViewerPreferences(preferences);
    }

    /** The title. */
    public Paper title(String text) {
        return block("H1", text, 16, 0, 0);
    }

    /** The title of a part that begins on a page of its own and is found by its name in a reader's list of bookmarks. */
    public Paper chapter(String text) {
        try {
            if (y < top()) {
                content.close();
                content = page();
            }
            PDPageFitDestination to = new PDPageFitDestination();
            to.setPage(pages.getLast());
            PDOutlineItem bookmark = new PDOutlineItem();
            bookmark.setTitle(text);
            bookmark.setDestination(to);
            outline.addLast(bookmark);
            return title(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A heading of a part. */
    public Paper heading(String text) {
        return block("H2", text, 12, 0, 10);
    }

    /** A heading within a part. */
    public Paper subheading(String text) {
        return block("H3", text, 10.5f, 0, 6);
    }

    /** A paragraph; line breaks in it stay. */
    public Paper paragraph(String text) {
        return block("P", text, TEXT, 0, 3);
    }

    /** An item of a list. */
    public Paper item(String text) {
        return block("P", "– " + text, TEXT, INDENT, 1);
    }

    /**
     * A QR code, drawn, with what it is beneath it.
     *
     * @param alternative what it is, for who does not see it
     */
    public Paper code(String text, String alternative) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        float side = Math.max(code.size, CODE_LEAST) * MODULE;
        try {
            if (y - side - 2 * MODULE - TEXT * LEADING < MARGIN) {
                content.close();
                content = page();
            }
            y -= 10 + side;
            PDStructureElement figure = new PDStructureElement("Figure", root);
            figure.setAlternateDescription(alternative);
            root.appendKid(figure);
            COSDictionary number = marked(figure);
            content.beginMarkedContent(COSName.getPDFName("Figure"), PDPropertyList.create(number));
            draw(code, side / code.size);
            content.endMarkedContent();
            figure.appendKid(new PDMarkedContent(COSName.getPDFName("Figure"), number));
            return block("P", alternative, 8, 0, 3);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void draw(QrCode code, float module) throws IOException {
        for (int row = 0; row < code.size; row++) {
            for (int column = 0; column < code.size; column++) {
                if (code.getModule(column, row)) {
                    content.addRect(MARGIN + column * module, y + (code.size - 1 - row) * module, module, module);
                }
            }
        }
        content.fill();
    }

    private Paper block(String tag, String text, float size, float indent, float before) {
        try {
            y -= before;
            PDStructureElement element = new PDStructureElement(tag, root);
            root.appendKid(element);
            for (String line : lines(text, size, PDRectangle.LETTER.getWidth() - 2 * MARGIN - indent)) {
                line(element, tag, line, size, MARGIN + indent);
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void line(PDStructureElement element, String tag, String text, float size, float x) throws IOException {
        if (y - size * LEADING < MARGIN) {
            content.close();
            content = page();
        }
        y -= size * LEADING;
        COSDictionary number = marked(element);
        content.beginMarkedContent(COSName.getPDFName(tag), PDPropertyList.create(number));
        write(text, size, x, y);
        content.endMarkedContent();
        element.appendKid(new PDMarkedContent(COSName.getPDFName(tag), number));
    }

    /** The number of what is written next on this page, which is of an element. */
    private COSDictionary marked(PDStructureElement element) {
        COSArray marked = Objects.requireNonNull(parents.get(pages.size() - 1));
        COSDictionary number = new COSDictionary();
        number.setInt(COSName.MCID, marked.size());
        element.setPage(pages.getLast());
        marked.add(element);
        return number;
    }

    private void write(String text, float size, float x, float at) throws IOException {
        content.beginText();
        content.setFont(font, size);
        content.newLineAtOffset(x, at);
        content.showText(text);
        content.endText();
    }

    private PDPageContentStream page() throws IOException {
        PDPage page = new PDPage(PDRectangle.LETTER);
        page.setStructParents(pages.size());
        page.getCOSObject().setName(COSName.getPDFName("Tabs"), "S");
        document.addPage(page);
        parents.put(pages.size(), new COSArray());
        pages.add(page);
        y = top();
        content = new PDPageContentStream(document, page);
        return content;
    }

    private static float top() {
        return PDRectangle.LETTER.getHeight() - MARGIN;
    }

    /** Known only when all pages are there: how many they are. */
    private void foot(int page) throws IOException {
        content = new PDPageContentStream(document, pages.get(page), PDPageContentStream.AppendMode.APPEND, true, true);
        content.beginMarkedContent(COSName.getPDFName("Artifact"));
        write(glyphs.shown(foot) + " · page " + (page + 1) + " of " + pages.size(), 8, MARGIN, FOOT);
        content.endMarkedContent();
        content.close();
    }

    private List<String> lines(String text, float size, float width) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : glyphs.shown(text).split("\n", -1)) {
            StringBuilder line = new StringBuilder();
            for (String word : paragraph.split(" ", -1)) {
                String longer = line.isEmpty() ? word : line + " " + word;
                if (width(longer, size) > width && !line.isEmpty()) {
                    lines.add(line.toString());
                    line.setLength(0);
                    line.append(word);
                } else {
                    line.setLength(0);
                    line.append(longer);
                }
                cut(line, size, width, lines);
            }
            lines.add(line.toString());
        }
        return lines;
    }

    /** A word that is longer than a line is cut. */
    private void cut(StringBuilder line, float size, float width, List<String> lines) {
        while (width(line.toString(), size) > width) {
            int fits = line.length() - 1;
            while (fits > 1 && width(line.substring(0, fits), size) > width) {
                fits--;
            }
            lines.add(line.substring(0, fits));
            line.delete(0, fits);
        }
    }

    private float width(String text, float size) {
        return glyphs.width(text) / 1_000 * size;
    }

    /** The PDF. Nothing can be written after that. */
    public byte[] bytes() {
        return bytes("");
    }

    /**
     * The PDF, encrypted: AES with 256 bits (PDF 2.0, ISO 32000-2 7.6.4). Nothing can be written after that.
     *
     * @param passphrase opens it; empty for none
     */
    public byte[] bytes(String passphrase) {
        try (face;
                document) {
            content.close();
            for (int i = 0; i < pages.size(); i++) {
                foot(i);
            }
            if (outline.hasChildren()) {
                document.getDocumentCatalog().setDocumentOutline(outline);
            }
            COSArray numbers = new COSArray();
            for (int i = 0; i < pages.size(); i++) {
                numbers.add(COSInteger.get(i));
                numbers.add(Objects.requireNonNull(parents.get(i)));
            }
            COSDictionary tree = new COSDictionary();
            tree.setItem(COSName.NUMS, numbers);
            COSDictionary structure =
                    document.getDocumentCatalog().getStructureTreeRoot().getCOSObject();
            structure.setItem(COSName.getPDFName("ParentTree"), tree);
            structure.setInt(COSName.getPDFName("ParentTreeNextKey"), pages.size());
            if (!passphrase.isEmpty()) {
                StandardProtectionPolicy policy =
                        new StandardProtectionPolicy(passphrase, passphrase, new AccessPermission());
                policy.setEncryptionKeyLength(KEY_BITS);
                policy.setPreferAES(true);
                document.protect(policy);
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
