package org.throughline.clinic.order;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.care.order.OrderKind;
import org.throughline.care.order.Sheet;
import org.throughline.care.prescription.NumberWords;
import org.throughline.care.prescription.Party;
import org.throughline.care.prescription.Prescription;
import org.throughline.care.prescription.QrText;
import org.throughline.terminology.drug.Product;
import org.throughline.terminology.sig.SigWords;
import org.throughline.ui.Dates;
import org.throughline.ui.paper.Paper;

/**
 * Signed orders on paper: each prescription on a page of its own with a QR code that says the same, tests and imaging as one
 * requisition for each kind, each referral by itself.
 *
 * @param from the address of the installation's API
 * @param signed a text with the installation's signature
 * @param controlled the DEA schedule of a drug; empty for none
 */
record OrderPaper(
        Party practice,
        Dates dates,
        String from,
        UnaryOperator<String> signed,
        Function<Prescription, String> controlled) {

    byte[] of(List<Sheet> sheets) {
        String name = sheets.getFirst().patient().name();
        Paper paper = new Paper(
                "Orders: " + name,
                name + ", born " + dates.date(sheets.getFirst().patient().born()) + " · " + practice.name());
        sheets.stream().filter(sheet -> sheet.kind() == OrderKind.DRUG).forEach(sheet -> prescription(paper, sheet));
        requisitions(sheets).forEach(group -> requisition(paper, group));
        return paper.bytes();
    }

    /** What goes to the same place; a referral goes alone. */
    private static List<List<Sheet>> requisitions(List<Sheet> sheets) {
        Map<String, List<Sheet>> groups = new LinkedHashMap<>();
        for (Sheet sheet : sheets) {
            if (sheet.kind() != OrderKind.DRUG) {
                boolean alone = sheet.kind() == OrderKind.REFERRAL;
                groups.computeIfAbsent(
                                sheet.kind() + sheet.prescriber().name() + (alone ? sheet.order() : ""),
                                key -> new ArrayList<>())
                        .add(sheet);
            }
        }
        return List.copyOf(groups.values());
    }

    private void prescription(Paper paper, Sheet sheet) {
        Prescription rx = sheet.prescription();
        paper.chapter("Prescription");
        heads(paper, sheet);
        paper.heading(rx.drug());
        paper.paragraph(rx.sig().isEmpty() ? "How it is taken: not told" : rx.sig());
        BigDecimal quantity = rx.quantity();
        paper.paragraph("Quantity: "
                + (quantity == null
                        ? "not told"
                        : SigWords.amount(quantity, rx.unit()) + " (" + NumberWords.of(quantity) + ")"));
        paper.paragraph("Refills: " + rx.refills() + " (" + NumberWords.of(BigDecimal.valueOf(rx.refills())) + ")");
        paper.paragraph(rx.asWritten() ? "Dispense as written." : "A generic equivalent may be dispensed.");
        line(paper, "Not before", dates.date(rx.start()));
        line(paper, "For", String.join("; ", rx.reasons()));
        line(paper, "Note to the pharmacist", rx.note());
        String schedule = controlled.apply(rx);
        if (!schedule.isEmpty()) {
            paper.paragraph(
                    schedule.equals(Product.UNKNOWN_SCHEDULE)
                            ? "Whether this is a controlled substance is not known where it was written."
                            : "Controlled substance, schedule " + schedule + ".");
        }
        signature(paper, sheet);
        String text = QrText.of(
                from, sheet.order().substring(sheet.order().indexOf('/') + 1), rx, sheet.patient(), sheet.prescriber());
        paper.code(
                signed.apply(text),
                "The same prescription for the pharmacy's scanner, signed by the practice's system.");
    }

    private void requisition(Paper paper, List<Sheet> group) {
        Sheet first = group.getFirst();
        paper.chapter(
                switch (first.kind()) {
                    case DRUG -> "Prescription";
                    case LAB -> "Laboratory requisition";
                    case IMAGING -> "Imaging requisition";
                    case PROCEDURE -> "Order";
                    case REFERRAL -> "Referral";
                });
        heads(paper, first);
        for (Sheet sheet : group) {
            paper.heading(sheet.what());
            line(paper, "Code", sheet.code());
            line(paper, "Urgency", sheet.urgency());
            line(paper, "When", dates.date(sheet.when()));
            line(paper, "For", String.join("; ", sheet.prescription().reasons()));
            sheet.notes().forEach(paper::paragraph);
            line(paper, "From the chart", String.join("; ", sheet.relevant()));
        }
        signature(paper, first);
    }

    private void heads(Paper paper, Sheet sheet) {
        Party patient = sheet.patient();
        paper.paragraph(said(practice.name(), String.join(", ", practice.address()), practice.phone()));
        paper.subheading(patient.name());
        paper.paragraph(said(
                "Born " + dates.date(patient.born()),
                patient.sex(),
                String.join(", ", patient.address()),
                patient.phone()));
        paper.paragraph("Date: " + dates.date(sheet.prescription().written()));
    }

    private static void signature(Paper paper, Sheet sheet) {
        Party by = sheet.prescriber();
        paper.subheading(by.name());
        paper.paragraph(said(
                by.npi().isEmpty() ? "" : "NPI " + by.npi(), by.dea().isEmpty() ? "" : "DEA " + by.dea(), by.phone()));
        paper.paragraph("Signature: ______________________________");
    }

    private static void line(Paper paper, String label, String text) {
        if (!text.isEmpty()) {
            paper.paragraph(label + ": " + text);
        }
    }

    private static String said(String... parts) {
        return Stream.of(parts).filter(each -> !each.isEmpty()).collect(Collectors.joining(" · "));
    }
}
