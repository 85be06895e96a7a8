package org.throughline.clinic.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.throughline.care.order.OrderKind;
import org.throughline.care.order.Sheet;
import org.throughline.care.prescription.Party;
import org.throughline.care.prescription.Prescription;
import org.throughline.ui.Dates;

class OrderPaperTest {
    private static final Party ADA =
            new Party("Ada Marlowe", "1980-05-06", "female", List.of("1 Main St", "Millbrook, MA 01234"), "", "", "");
    private static final Party ITO = new Party("Rei Ito", "", "", List.of(), "555-0100", "1234567893", "AB1234563");
    private static final Party CLINIC = new Party("Millbrook Clinic", "", "", List.of("2 Hill Rd"), "", "", "");

    private static Sheet drug() {
        Prescription rx = new Prescription(
                "2026-11-26T09:00:00Z",
                "predniSONE 20 mg tablet",
                "312615",
                "Take 2 tablets by mouth every day",
                BigDecimal.TEN,
                "tablet",
                null,
                2,
                true,
                "",
                List.of("Asthma"),
                "");
        return new Sheet(
                "MedicationRequest/1",
                OrderKind.DRUG,
                rx,
                rx.drug(),
                rx.rxcui(),
                "Routine",
                "",
                List.of(),
                List.of(),
                ADA,
                ITO);
    }

    private static Sheet other(String id, OrderKind kind, String what) {
        Prescription common =
                new Prescription("2026-11-26", "", "", "", null, "", null, 0, false, "", List.of("Gout"), "");
        return new Sheet(
                "ServiceRequest/" + id,
                kind,
                common,
                what,
                "",
                "Urgent",
                "",
                List.of("Side: left"),
                List.of("eGFR 55, 2026-11-12"),
                ADA,
                ITO);
    }

    @Test
    void aPrescriptionSaysAllThatAPharmacyNeedsAndItsCodeSaysTheSame() throws IOException {
        List<String> signed = new ArrayList<>();
        byte[] pdf = new OrderPaper(
                        CLINIC,
                        new Dates(ZoneOffset.UTC),
                        "https://clinic/fhir",
                        text -> {
                            signed.add(text);
                            return text;
                        },
                        rx -> "")
                .of(List.of(drug()));
        String text = text(pdf);
        for (String said : List.of(
                "predniSONE 20 mg tablet",
                "Take 2 tablets by mouth every day",
                "Quantity: 10 tablets (ten)",
                "Refills: 2 (two)",
                "Dispense as written.",
                "06-May-1980",
                "1 Main St, Millbrook, MA 01234",
                "NPI 1234567893 · DEA AB1234563 · 555-0100",
                "26-Nov-2026",
                "For: Asthma",
                "Millbrook Clinic · 2 Hill Rd")) {
            assertTrue(text.contains(said), said + " in " + text);
        }
        assertTrue(signed.getFirst().contains("\"qty\":10,\"unit\":\"tablet\",\"ref\":2,\"daw\":1"), signed.getFirst());
    }

    @Test
    void testsGoTogetherAndEachReferralAlone() throws IOException {
        byte[] pdf = new OrderPaper(CLINIC, new Dates(ZoneOffset.UTC), "", text -> text, rx -> "")
                .of(List.of(
                        other("a", OrderKind.LAB, "Complete blood count"),
                        other("b", OrderKind.REFERRAL, "Cardiology"),
                        other("c", OrderKind.LAB, "Potassium"),
                        other("d", OrderKind.REFERRAL, "Urology")));
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertEquals(3, document.getNumberOfPages());
        }
        assertTrue(text(pdf).contains("Side: left"));
        assertTrue(text(pdf).contains("From the chart: eGFR 55, 2026-11-12"));
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }
}
