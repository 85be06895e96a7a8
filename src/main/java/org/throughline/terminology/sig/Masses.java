package org.throughline.terminology.sig;

import java.math.BigDecimal;
import java.util.Optional;

/** Amounts of substances in other units of the same kind; units are UCUM's. */
final class Masses {
    private Masses() {}

    /** An amount of a unit in another; empty when they are of different kinds. */
    static Optional<BigDecimal> in(String wanted, BigDecimal amount, String unit) {
        if (wanted.equals(unit)) {
            return Optional.of(amount);
        }
        Optional<BigDecimal> milligrams = switch (unit) {
            case "mg" -> Optional.of(amount);
            case "g" -> Optional.of(amount.movePointRight(3));
            case "ug" -> Optional.of(amount.movePointLeft(3));
            default -> Optional.empty();
        };
        return switch (wanted) {
            case "mg" -> milligrams.map(Amounts::plain);
            case "g" -> milligrams.map(each -> Amounts.plain(each.movePointLeft(3)));
            case "ug" -> milligrams.map(each -> Amounts.plain(each.movePointRight(3)));
            default -> Optional.empty();
        };
    }
}
