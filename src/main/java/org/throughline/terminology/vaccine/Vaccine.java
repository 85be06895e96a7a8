package org.throughline.terminology.vaccine;

import java.util.List;
import org.throughline.terminology.Coding;
import org.throughline.terminology.Entry;

/**
 * A vaccine.
 *
 * @param entry its name, what it is against, and its CVX code
 * @param mvx the CDC's code of its maker; empty when several make it or it is not made any more
 * @param maker its maker's name; empty likewise
 * @param route how it is given, as HL7's RouteOfAdministration: IM, SQ, PO, NASSPRAY; empty when it is not given any more
 * @param dose the usual one in mL, as written; empty when there is none
 * @param live whether it is a live one
 * @param sheets what is handed out with it
 * @param given false for what is known from records only
 */
public record Vaccine(
        Entry entry,
        String mvx,
        String maker,
        String route,
        String dose,
        boolean live,
        List<Sheet> sheets,
        boolean given) {
    /** HL7's code system of routes. */
    public static final String ROUTES = "http://terminology.hl7.org/CodeSystem/v3-RouteOfAdministration";

    public Vaccine {
        sheets = List.copyOf(sheets);
    }

    /**
     * A Vaccine Information Statement.
     *
     * @param edition the day of the present edition
     * @param document the CDC's document type identifier
     */
    public record Sheet(String id, String name, java.time.LocalDate edition, String document) {}

    /** Its own short name. */
    public String name() {
        return entry.name();
    }

    /** Its CVX code. */
    public String cvx() {
        return code().code();
    }

    /** Its CVX code with the CDC's name. */
    public Coding code() {
        return entry.coding(Coding.CVX).orElseThrow();
    }
}
