package org.throughline.terminology.drug;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a product is written for clinicians: no trailing zeros, a zero before the decimal point, commas between thousands,
 * mcg and units in letters, what is put on skin or in eyes in per cent, oral liquids per 5 mL.
 *
 * @see <a href="https://www.ismp.org/recommendations/error-prone-abbreviations-list">ISMP's list of error-prone abbreviations</a>
 */
final class ProductName {
    private static final BigDecimal FIVE = BigDecimal.valueOf(5);
    private static final Set<Form> IN_PERCENT = Set.of(
            Form.CREAM,
            Form.OINTMENT,
            Form.GEL,
            Form.LOTION,
            Form.TOPICAL_SOLUTION,
            Form.FOAM,
            Form.SHAMPOO,
            Form.SKIN_SPRAY,
            Form.SKIN_POWDER,
            Form.SKIN_OIL,
            Form.SOAP,
            Form.MOUTH_PASTE,
            Form.MOUTHWASH,
            Form.EYE_DROPS,
            Form.EYE_OINTMENT,
            Form.EYE_GEL,
            Form.EAR_DROPS,
            Form.NASAL_SPRAY,
            Form.NASAL_DROPS,
            Form.NASAL_GEL,
            Form.RECTAL_CREAM,
            Form.RECTAL_GEL,
            Form.VAGINAL_CREAM,
            Form.VAGINAL_GEL);

    private ProductName() {}

    /** A part of a product as it is shown. */
    record Shown(String name, Strength strength, boolean inMicrograms) {}

    /**
     * The name of a product.
     *
     * @param perMl whether a liquid is labelled per mL and not per 5 mL
     */
    static String of(List<Shown> parts, Form form, RxNormName name, boolean perMl) {
        String contents = parts.stream()
                .map(each -> each.name() + " " + strength(each, form, perMl))
                .collect(Collectors.joining(" / "));
        String qualifier =
                name.qualifier().isEmpty() ? "" : " (" + name.qualifier().toLowerCase(Locale.ROOT) + ")";
        return contents + held(name.pack(), form) + " " + form.title() + lasting(name.pack()) + qualifier;
    }

    /** Long-acting pieces of the same strength differ by how long they last. */
    private static String lasting(@Nullable Pack pack) {
        return pack != null && pack.unit().equals("h") ? ", " + number(pack.amount()) + "-hour" : "";
    }

    private static String held(@Nullable Pack pack, Form form) {
        if (pack == null || pack.unit().equals("h") || pack.unit().startsWith("{") || form == Form.NEBULIZED) {
            return "";
        }
        return ", " + amount(pack.amount(), pack.unit(), false);
    }

    private static String strength(Shown part, Form form, boolean perMl) {
        Strength strength = part.strength();
        String per = strength.perUnit();
        if (per == null) {
            return amount(strength.amount(), strength.unit(), part.inMicrograms());
        }
        if (strength.unit().equals("mg") && IN_PERCENT.contains(form) && (per.equals("mL") || per.equals("mg"))) {
            return number(strength.amount().movePointRight(per.equals("mL") ? -1 : 2)) + "%";
        }
        boolean oralLiquid = per.equals("mL") && form.liquid() && form.route() == Route.ORAL && !perMl;
        if (oralLiquid) {
            return amount(strength.amount().multiply(FIVE), strength.unit(), part.inMicrograms()) + "/5 mL";
        }
        boolean sprayed = per.equals("{actuation}") && strength.amount().compareTo(BigDecimal.ONE) < 0;
        boolean small = part.inMicrograms() || (sprayed && form.route() != Route.SUBLINGUAL);
        return switch (per) {
            case "mg" -> amount(strength.amount().movePointRight(3), strength.unit(), false) + "/g";
            case "h" -> amount(strength.amount(), strength.unit(), small) + "/hour";
            case "{actuation}" -> amount(strength.amount(), strength.unit(), small) + "/" + form.unit();
            default -> amount(strength.amount(), strength.unit(), small) + "/" + per;
        };
    }

    /** An amount with its unit in words: {@code 1,000 mg}, {@code 50 mcg}, {@code 100 units}. */
    static String amount(BigDecimal amount, String unit, boolean inMicrograms) {
        if (unit.equals("mg") && inMicrograms) {
            return number(amount.movePointRight(3)) + " mcg";
        }
        return number(amount) + " " + UnitWords.of(unit, amount);
    }

    /** A number without trailing zeros, with a zero before the point and commas between thousands. */
    static String number(BigDecimal number) {
        String plain = number.stripTrailingZeros().toPlainString();
        int point = plain.indexOf('.');
        StringBuilder text = new StringBuilder(plain);
        for (int at = (point < 0 ? plain.length() : point) - 3; at > 0; at -= 3) {
            text.insert(at, ',');
        }
        return text.toString();
    }
}
