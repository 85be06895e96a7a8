package org.throughline.immunization;

import java.util.Set;

/** The live vaccines by CVX code. Source: names and notes of the CDC's CVX code set;
 * unspecified ones count as live where one of them is. */
final class LiveVaccines {

    private static final Set<String> CVX = Set.of(
            "02", "03", "04", "05", "06", "07", "19", "21", "25", "37", "38", "54", "55", "56", "74", "75", "78", "80",
            "82", "94", "105", "111", "116", "119", "121", "122", "125", "143", "149", "151", "169", "174", "178",
            "179", "182", "183", "184", "188", "204", "206", "317", "325", "330", "333", "503");

    private LiveVaccines() {}

    static boolean has(String cvx) {
        return CVX.contains(cvx);
    }
}
