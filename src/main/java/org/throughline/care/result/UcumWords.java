package org.throughline.care.result;

/** Units as laboratories print them. */
final class UcumWords {
    private UcumWords() {}

    /** A unit of UCUM without what only machines want: {@code 10*3/uL} is 10³/µL. */
    static String of(String ucum) {
        return ucum.replace("10*3", "10³")
                .replace("10*6", "10⁶")
                .replaceAll("\\buL\\b", "µL")
                .replaceAll("\\bumol\\b", "µmol")
                .replaceAll("\\bug\\b", "mcg")
                .replace("u[IU]", "µIU")
                .replace("{1.73_m2}", "1.73 m²")
                .replace("(24.h)", "24 h")
                .replace("mm[Hg]", "mmHg")
                .replaceAll("^(\\[pH\\]|\\{(INR|ratio|s_g|titer)\\})$", "")
                .replaceAll("[\\[\\]{}']", "")
                .strip();
    }
}
