package org.throughline.terminology.lab;

import java.util.Arrays;
import java.util.Optional;

/**
 * What is to be said of a result.
 *
 * @see <a href="http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation">the code system of its codes</a>
 */
public enum Flag {
    NORMAL("N", "Normal"),
    LOW("L", "Low"),
    HIGH("H", "High"),
    CRITICAL_LOW("LL", "Critical low"),
    CRITICAL_HIGH("HH", "Critical high"),
    ABNORMAL("A", "Abnormal"),
    CRITICAL("AA", "Critical"),
    /** Less than the instrument shows. */
    OFF_LOW("<", "Off scale low"),
    /** More than the instrument shows. */
    OFF_HIGH(">", "Off scale high");

    private final String code;
    private final String title;

    Flag(String code, String title) {
        this.code = code;
        this.title = title;
    }

    /** Its code in HL7's list of interpretations. */
    public String code() {
        return code;
    }

    /** What people call it. */
    public String title() {
        return title;
    }

    /** Whether somebody must hear of it at once. */
    public boolean isCritical() {
        return this == CRITICAL || this == CRITICAL_LOW || this == CRITICAL_HIGH;
    }

    /** Whether it is anything but normal. */
    public boolean isAbnormal() {
        return this != NORMAL;
    }

    /** The flag of a code of HL7's list; nothing for the codes of it that say something else. */
    public static Optional<Flag> of(String code) {
        return switch (code) {
            case "HU" -> Optional.of(CRITICAL_HIGH);
            case "LU" -> Optional.of(CRITICAL_LOW);
            case "POS", "DET", "R", "RR" -> Optional.of(ABNORMAL);
            case "NEG", "ND", "NR" -> Optional.of(NORMAL);
            default ->
                Arrays.stream(values()).filter(each -> each.code.equals(code)).findFirst();
        };
    }
}
