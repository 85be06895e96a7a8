package org.throughline.terminology.drug;

import java.math.BigDecimal;

/**
 * Units of amounts of drugs as they are written for people: {@code mcg} and never µg, {@code units} and never U or IU.
 *
 * @see <a href="https://www.ismp.org/recommendations/error-prone-abbreviations-list">ISMP's list</a>
 */
public final class UnitWords {
    private UnitWords() {}

    /** A UCUM unit in words, for this amount of it. */
    public static String of(String ucum, BigDecimal amount) {
        return switch (ucum) {
            case "ug" -> "mcg";
            case "meq" -> "mEq";
            case "[iU]" -> plural("unit", amount);
            case "{cells}" -> plural("cell", amount);
            case "[BAU]" -> "bioequivalent allergy units";
            default -> ucum;
        };
    }

    private static String plural(String word, BigDecimal amount) {
        return amount.compareTo(BigDecimal.ONE) == 0 ? word : word + "s";
    }
}
