package org.throughline.care.entry.sheet;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the label of a device says, in the form of GS1: {@code (01)00844588003288(17)141120(10)7654321D(21)10987654D321}.
 *
 * @param device the device identifier, 14 digits
 * @param made as a FHIR date; empty when the label does not say
 * @param expires the same way
 * @see <a href="https://www.fda.gov/medical-devices/unique-device-identification-system-udi-system/udi-formats-fda-accredited-issuing-agency">UDI
 *     formats by issuing agency, FDA</a>
 */
record Udi(String device, String lot, String serial, String made, String expires) {
    private static final Pattern PART = Pattern.compile("\\((\\d\\d)\\)\\s*([^()\\s]{1,20})\\s*");
    private static final Pattern DEVICE = Pattern.compile("\\d{14}");
    private static final Pattern SIX = Pattern.compile("\\d{6}");

    /** Reads a label; empty when it is none of this form, or its check digit does not fit. */
    static Optional<Udi> read(String label) {
        Map<String, String> parts = new LinkedHashMap<>();
        Matcher part = PART.matcher(label.strip());
        int end = 0;
        while (part.find() && part.start() == end) {
            parts.put(part.group(1), part.group(2));
            end = part.end();
        }
        String device = parts.getOrDefault("01", "");
        if (end != label.strip().length() || !DEVICE.matcher(device).matches() || !fits(device)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Udi(
                    device,
                    parts.getOrDefault("10", ""),
                    parts.getOrDefault("21", ""),
                    day(parts.getOrDefault("11", "")),
                    day(parts.getOrDefault("17", ""))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The last digit makes the sum of all, every other one thrice, a multiple of ten. */
    private static boolean fits(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            sum += (digits.charAt(i) - '0') * (i % 2 == 0 ? 3 : 1);
        }
        return sum % 10 == 0;
    }

    /** Six digits, of which a day 00 means the last of the month; years are of this century. */
    private static String day(String six) {
        if (six.isEmpty()) {
            return "";
        }
        if (!SIX.matcher(six).matches()) {
            throw new DateTimeException("not six digits");
        }
        int day = Integer.parseInt(six.substring(4));
        YearMonth month =
                YearMonth.of(2000 + Integer.parseInt(six.substring(0, 2)), Integer.parseInt(six.substring(2, 4)));
        LocalDate date = day == 0 ? month.atEndOfMonth() : month.atDay(day);
        return date.toString();
    }
}
