package org.throughline.clinic.order;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.throughline.care.order.Sheet;
import org.throughline.care.order.Sheets;
import org.throughline.care.prescription.Prescription;
import org.throughline.clinic.ChartPages;
import org.throughline.http.Answer;
import org.throughline.terminology.drug.Product;
import org.throughline.ui.Dates;
import org.throughline.ui.Visit;

/**
 * Puts signed orders on paper. That it was asked for is in the audit trail before the paper is made.
 *
 * @param from the address of the installation's API
 * @param signed a text with the installation's signature
 */
public record Printing(
        Sheets sheets,
        OrderCatalog catalog,
        ChartPages chartPages,
        Clock clock,
        String from,
        UnaryOperator<String> signed) {

    /** The paper of the orders that the request names. */
    Answer print(Visit visit, String patient) {
        List<String> orders =
                List.of(visit.request().parameter("orders").orElse("").split(",", -1));
        ChartPages.Wanted wanted =
                new ChartPages.Wanted(patient, "orders/print/" + String.join(",", orders), Set.of(), false);
        return chartPages.open(visit, wanted, view -> {
            List<Sheet> found = sheets.of(visit.caller(), patient, orders);
            byte[] pdf = new OrderPaper(
                            sheets.practice(visit.caller()), new Dates(clock.getZone()), from, signed, this::schedule)
                    .of(found);
            return Answer.of(200, "application/pdf", pdf)
                    .with("Content-Disposition", "inline; filename=\"orders.pdf\"")
                    .with("Cache-Control", "no-store");
        });
    }

    private String schedule(Prescription prescription) {
        return catalog.product(prescription.rxcui(), prescription.drug())
                .map(Product::schedule)
                .orElse("");
    }
}
