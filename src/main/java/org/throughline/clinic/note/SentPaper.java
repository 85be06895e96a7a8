package org.throughline.clinic.note;

import org.throughline.network.document.Sheet;
import org.throughline.ui.paper.Paper;

/** A note as paper for another organization: what is sent, and nothing else of the chart. */
public final class SentPaper {
    private SentPaper() {}

    /** The PDF. */
    public static byte[] of(Sheet sheet) {
        Paper paper = new Paper(sheet.title() + ": " + sheet.who(), sheet.who());
        paper.title(sheet.title());
        paper.paragraph(sheet.who());
        paper.paragraph(sheet.by());
        sheet.text().lines().filter(line -> !line.isBlank()).forEach(paper::paragraph);
        return paper.bytes();
    }
}
