package org.throughline.safety;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A day as the screens write it. */
final class ShownDay {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd-MMM-yyyy", Locale.ENGLISH);

    private ShownDay() {}

    static String of(LocalDate day) {
        return DAY.format(day);
    }
}
