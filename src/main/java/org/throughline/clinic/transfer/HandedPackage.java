package org.throughline.clinic.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.throughline.care.summary.DocumentText;
import org.throughline.clinic.ChartPages;
import org.throughline.clinic.ChartView;
import org.throughline.http.Answer;
import org.throughline.network.transfer.ByHand;
import org.throughline.network.transfer.Transfer;
import org.throughline.ui.Visit;
import org.throughline.ui.paper.Paper;

/**
 * {@code /transfers/ID/package}: a chart that is handed over by hand, as a ZIP: the summary to read, all of it as a FHIR Bundle, and
 * the list with the hash of each entry.
 */
record HandedPackage(TransferDesk desk) {
    Answer answer(Visit visit, Transfer transfer) {
        if (visit.posts() || !transfer.giving()) {
            throw TransferScreen.none();
        }
        ChartPages.Wanted wanted = new ChartPages.Wanted(transfer.patient(), "sharing", Set.of(), false);
        return desk.chartPages()
                .open(
                        visit,
                        wanted,
                        chart -> Answer.of(200, "application/zip", zip(visit, transfer, chart))
                                .with("Content-Disposition", "attachment; filename=\"chart.zip\"")
                                .with("Cache-Control", "no-store"));
    }

    private byte[] zip(Visit visit, Transfer transfer, ChartView chart) {
        ByHand.Handed handed = desk.transfers().byHand().handOut(visit.caller(), transfer.id());
        ByteArrayOutputStream out = new ByteArrayOutputStream(handed.bundle().length / 4);
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            put(zip, "summary.pdf", summary(transfer, chart, handed.open()));
            put(zip, "chart.json", handed.bundle());
            put(zip, "list.txt", handed.list().getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    /** The summary of what goes: read with the rights by which it goes, so that nothing held back is in it. */
    private byte[] summary(Transfer transfer, ChartView chart, List<String> open) {
        Paper paper = new Paper("Chart: " + chart.name(), chart.name() + ", born " + chart.born());
        paper.title("Chart of " + chart.name());
        paper.paragraph(chart.name() + " · born " + chart.born() + chart.age() + " · " + chart.sex()
                + (chart.number().isEmpty() ? "" : " · No. " + chart.number()));
        paper.paragraph(
                "Handed over to " + transfer.receiver() + ". All of it is in chart.json, a FHIR R4 Bundle; list.txt"
                        + " has each entry with its SHA-256. Please confirm the receipt.");
        for (DocumentText.Part part :
                DocumentText.of(desk.summaries().read(desk.transfers().reader(transfer), transfer.patient()))) {
            paper.heading(part.title());
            part.lines().forEach(paper::item);
        }
        if (!open.isEmpty()) {
            paper.heading("Still to be done");
            open.forEach(paper::item);
        }
        return paper.bytes();
    }
}
