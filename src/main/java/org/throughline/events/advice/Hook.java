package org.throughline.events.advice;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The moments at which services are asked.
 *
 * @see <a href="https://cds-hooks.hl7.org/hooks/">CDS Hooks, the hooks</a>
 */
public enum Hook {
    /** A chart is opened. */
    PATIENT_VIEW("patient-view", "when a chart is opened"),
    /** Orders are put together. */
    ORDER_SELECT("order-select", "while orders are put together"),
    /** Orders are about to be signed. */
    ORDER_SIGN("order-sign", "before orders are signed");

    private final String code;
    private final String words;

    Hook(String code, String words) {
        this.code = code;
        this.words = words;
    }

    /** As the specification names it. */
    public String code() {
        return code;
    }

    /** When it is asked, for people. */
    public String words() {
        return words;
    }

    static Optional<Hook> of(String code) {
        return Stream.of(values()).filter(each -> each.code.equals(code)).findFirst();
    }
}
