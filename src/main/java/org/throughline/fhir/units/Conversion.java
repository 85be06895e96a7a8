package org.throughline.fhir.units;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.throughline.fhir.units.Units.Canonical;

/**
 * Tells an amount in another unit where that means the same to a clinician. UCUM's dimensions alone do not say so: 48 mmol/mol
 * of glycated haemoglobin is not 4.8 %, an equivalent of calcium not a mole of it, an international unit nothing but itself.
 */
public final class Conversion {
    /** Units that count something: what they count is not told by their dimension. */
    private static final Pattern COUNTING = Pattern.compile("\\[[^\\]]*[Uu](?:nit)?\\]|osm|eq|mol|\\{[^}]*\\}");

    private Conversion() {}

    /** An amount in another unit; empty when one cannot be told in the other. Both are UCUM codes. */
    public static Optional<BigDecimal> of(BigDecimal amount, String from, String to) {
        if (from.equals(to)) {
            return Optional.of(amount);
        }
        Canonical one = Units.canonical(from);
        Canonical other = Units.canonical(to);
        if (one == null
                || other == null
                || one.dimension().isEmpty()
                || !one.dimension().equals(other.dimension())
                || !counted(from).equals(counted(to))) {
            return Optional.empty();
        }
        return Optional.of(other.from(one.of(amount)));
    }

    private static String counted(String code) {
        Matcher counting = COUNTING.matcher(code);
        StringBuilder counted = new StringBuilder();
        while (counting.find()) {
            counted.append(counting.group().startsWith("{") ? "" : counting.group());
        }
        return counted.toString();
    }
}
