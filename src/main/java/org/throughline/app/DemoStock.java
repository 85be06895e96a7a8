package org.throughline.app;

import java.time.LocalDate;
import java.util.List;
import org.throughline.care.immunization.Lot;
import org.throughline.care.immunization.Stock;
import org.throughline.terminology.vaccine.Vaccines;

/** The vaccines in the refrigerator of the demonstration; two lots have had their day, relative to when it is made. */
final class DemoStock {
    private static final List<String> CHILDREN = List.of(
            "DTaP (Daptacel)",
            "DTaP-HepB-IPV (Pediarix)",
            "IPV (IPOL)",
            "Hib (PedvaxHIB)",
            "PCV20 (Prevnar 20)",
            "HepB, children (Engerix-B)",
            "Rotavirus (RotaTeq)",
            "MMR (M-M-R II)",
            "Varicella (Varivax)",
            "HepA, children (Havrix)",
            "Tdap (Boostrix)",
            "HPV9 (Gardasil 9)",
            "MenACWY (MenQuadfi)");
    private static final List<String> ALL = List.of(
            "Influenza (Fluzone)",
            "Influenza, high dose (Fluzone High-Dose)",
            "COVID-19, 12 years and older (Comirnaty)",
            "Tdap (Adacel)",
            "PCV20 (Prevnar 20)",
            "Zoster (Shingrix)",
            "HepB, adults (Heplisav-B)",
            "RSV (Abrysvo)");

    private final Wiring wiring;

    DemoStock(Wiring wiring) {
        this.wiring = wiring;
    }

    void make() {
        LocalDate today = LocalDate.now(wiring.clock());
        int number = 0;
        for (String name : CHILDREN) {
            add(name, "DV" + (1041 + 7 * number), today.plusDays(90 + 23L * number++), Lot.Funding.PUBLIC);
        }
        for (String name : ALL) {
            add(name, "DP" + (2203 + 9 * number), today.plusDays(40 + 19L * number++), Lot.Funding.PRIVATE);
        }
        add("MMR (M-M-R II)", "DX1007", today.minusDays(12), Lot.Funding.PRIVATE);
        add("Varicella (Varivax)", "DX1008", today.minusDays(3), Lot.Funding.PRIVATE);
    }

    private void add(String name, String number, LocalDate expiry, Lot.Funding funding) {
        Vaccines vaccines = wiring.vaccines().vaccines();
        Stock stock = wiring.vaccines().stock(wiring.care());
        stock.add(
                Installation.operator(),
                new Lot("", 0, vaccines.named(name).orElseThrow(), number, expiry, funding, 10, Lot.State.USED));
    }
}
