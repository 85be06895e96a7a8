package org.throughline.rest.cds;

import java.util.Arrays;
import java.util.Optional;

/**
 * The moments at which we can be asked.
 *
 * @see <a href="https://cds-hooks.org/hooks/">The hooks</a>
 */
enum Hook {
    PATIENT_VIEW(
            "patient-view",
            "Dangers in what the patient takes",
            "Checks what the patient takes for allergies, interactions, duplicates, doses, kidney function, problems and"
                    + " pregnancy."),
    ORDER_SELECT(
            "order-select",
            "Checks of the orders that are being chosen",
            "Checks the chosen orders of drugs and laboratory tests, each also against the others."),
    ORDER_SIGN(
            "order-sign",
            "Checks of orders before they are signed",
            "Checks the orders of drugs and laboratory tests that are about to be signed, each also against the others.");

    private final String name;
    private final String title;
    private final String description;

    Hook(String name, String title, String description) {
        this.name = name;
        this.title = title;
        this.description = description;
    }

    /** Its name in the specification. */
    String hook() {
        return name;
    }

    /** By which our service for it is addressed. */
    String service() {
        return "throughline-" + name;
    }

    String title() {
        return title;
    }

    String description() {
        return description;
    }

    static Optional<Hook> ofService(String service) {
        return Arrays.stream(values())
                .filter(each -> each.service().equals(service))
                .findFirst();
    }
}
