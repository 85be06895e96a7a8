package org.throughline.clinic.pharmacy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.care.prescription.Dispensed;
import org.throughline.care.prescription.Filler;
import org.throughline.care.prescription.Party;
import org.throughline.care.prescription.Prescription;
import org.throughline.terminology.sig.SigWords;
import org.throughline.ui.Dates;

/** Puts prescriptions at the counter into words. Pure. */
record CounterViews(Dates dates) {

    CounterView view(Filler filler, List<Dispensed> dispensed) {
        Prescription rx = filler.prescription();
        BigDecimal left = filler.left();
        return new CounterView(
                filler.id(),
                filler.version(),
                rx.drug(),
                rx.sig(),
                supply(rx),
                filler.patient().name(),
                who(filler.patient()),
                filler.prescriber().name(),
                said(
                        filler.prescriber().npi().isEmpty()
                                ? ""
                                : "NPI " + filler.prescriber().npi(),
                        filler.practice().name(),
                        phone(filler)),
                facts(rx),
                filler.at().words(),
                filler.at() == Filler.At.CANCEL,
                filler.words(),
                left == null ? "" : left.stripTrailingZeros().toPlainString(),
                rx.unit(),
                filler.refillsLeft(),
                filler.at().open(),
                filler.at() == Filler.At.CANCEL,
                !filler.partner().isEmpty(),
                dates.date(rx.written()),
                dispensed.stream().map(this::line).toList());
    }

    private static String phone(Filler filler) {
        return filler.prescriber().phone().isEmpty()
                ? filler.practice().phone()
                : filler.prescriber().phone();
    }

    private CounterView.Line line(Dispensed each) {
        return new CounterView.Line(dates.date(each.day()), SigWords.amount(each.quantity(), each.unit()), each.lot());
    }

    private static String supply(Prescription rx) {
        BigDecimal quantity = rx.quantity();
        return said(
                quantity == null ? "quantity not told" : SigWords.amount(quantity, rx.unit()),
                rx.refills() == 0 ? "no refills" : rx.refills() == 1 ? "1 refill" : rx.refills() + " refills");
    }

    private String who(Party patient) {
        return said(
                "born " + dates.date(patient.born()),
                patient.sex(),
                String.join(", ", patient.address()),
                patient.phone());
    }

    private List<String> facts(Prescription rx) {
        List<String> facts = new ArrayList<>();
        facts.add(rx.asWritten() ? "Dispense as written" : "A generic equivalent may be dispensed");
        if (!rx.start().isEmpty()) {
            facts.add("Not before " + dates.date(rx.start()));
        }
        if (!rx.reasons().isEmpty()) {
            facts.add("For " + String.join("; ", rx.reasons()));
        }
        if (!rx.note().isEmpty()) {
            facts.add("Note: " + rx.note());
        }
        return facts;
    }

    private static String said(String... parts) {
        return Stream.of(parts).filter(each -> !each.isEmpty()).collect(Collectors.joining(" · "));
    }
}
