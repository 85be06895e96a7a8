package org.throughline.care.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.throughline.search.query.Argument;

/** What somebody types to find a patient, as search criteria: each word narrows. */
final class PatientQuery {
    private static final Pattern DATE = Pattern.compile("\\d{4}(-\\d{2}(-\\d{2})?)?");
    private static final Pattern US_DATE = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4})");
    private static final Pattern NUMBER = Pattern.compile("[\\d-]{5,}");
    private static final Pattern PHONE = Pattern.compile("\\d{3}-\\d{3}-\\d{4}");

    private PatientQuery() {}

    static List<Argument> arguments(String typed) {
        List<Argument> arguments = new ArrayList<>();
        for (String word : typed.strip().split("[\\s,]+", -1)) {
            if (!word.isEmpty()) {
                arguments.add(argument(word));
            }
        }
        if (arguments.isEmpty()) {
            arguments.add(new Argument("_sort", "-_lastUpdated"));
        }
        return arguments;
    }

    private static Argument argument(String word) {
        var usDate = US_DATE.matcher(word);
        if (usDate.matches()) {
            String month = twoDigits(usDate.group(1));
            String day = twoDigits(usDate.group(2));
            return new Argument("birthdate", usDate.group(3) + "-" + month + "-" + day);
        }
        if (PHONE.matcher(word).matches()) {
            return new Argument("phone", word);
        }
        if (DATE.matcher(word).matches()) {
            return new Argument("birthdate", word);
        }
        return NUMBER.matcher(word).matches() ? new Argument("identifier", word) : new Argument("name", escaped(word));
    }

    private static String twoDigits(String digits) {
        return digits.length() == 1 ? "0" + digits : digits;
    }

    private static String escaped(String word) {
        return word.replace("\\", "\\\\").replace("$", "\\$").replace("|", "\\|");
    }
}
