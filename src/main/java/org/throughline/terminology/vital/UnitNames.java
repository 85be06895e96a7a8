package org.throughline.terminology.vital;

/** What the units of vital signs are called where people read them. */
public final class UnitNames {
    private UnitNames() {}

    /**
     * As in {@code mmHg}.
     *
     * @param ucum a UCUM code
     */
    public static String of(String ucum) {
        return switch (ucum) {
            case "mm[Hg]" -> "mmHg";
            case "Cel" -> "°C";
            case "[degF]" -> "°F";
            case "[lb_av]" -> "lb";
            case "[in_i]" -> "in";
            case "kg/m2" -> "kg/m²";
            case "{score}" -> "of 10";
            default -> ucum;
        };
    }
}
