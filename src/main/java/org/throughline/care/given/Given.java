package org.throughline.care.given;

import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Map;
import org.throughline.care.entry.Author;

/**
 * What was given, as a form holds it.
 *
 * @param given whether it was; else {@code reason} says why not
 * @param dose in words: {@code 1 g}
 * @param expiry of the lot, as FHIR has it; a month counts to its end
 * @param checker the reference of whoever checked it; empty for nobody
 * @param wasted what was thrown away, in words; empty for nothing
 * @param last whether the order is done with it
 * @param seen the version of the order that whoever gives it looked at
 * @param again whether it is another dose than the last one that was given
 */
public record Given(
        boolean given,
        String dose,
        String route,
        String site,
        String lot,
        String expiry,
        String checker,
        String checkerName,
        String wasted,
        String reason,
        String note,
        boolean last,
        int seen,
        boolean again) {

    /**
     * What is wrong with it, by field.
     *
     * @param alert why a second person must check it; empty when nobody must
     * @param author who gives it
     */
    Map<String, String> faults(String alert, Author author, LocalDate today) {
        Map<String, String> faults = new LinkedHashMap<>();
        if (!given) {
            if (reason.isBlank()) {
                faults.put("reason", "Say why it was not given.");
            }
            return faults;
        }
        if (dose.isBlank()) {
            faults.put("dose", "Say how much was given.");
        }
        if (lot.isBlank()) {
            faults.put("lot", "Write the number of the lot.");
        }
        if (expiry.isBlank()) {
            faults.putIfAbsent("expiry", "Say when the lot expires.");
        } else if (isExpired(expiry, today)) {
            faults.put("expiry", "This lot has expired. It must not be given.");
        }
        if (!alert.isEmpty() && checker.isEmpty()) {
            faults.put("checker", "Somebody else must check it: " + alert + ".");
        } else if (checker.equals(author.reference())) {
            faults.put("checker", "Somebody else must check it.");
        }
        return faults;
    }

    /** Whether a lot has expired; one that is told by the month or the year is good until that ends. */
    static boolean isExpired(String expiry, LocalDate today) {
        return switch (expiry.length()) {
            case 4 -> Year.parse(expiry).isBefore(Year.from(today));
            case 7 -> YearMonth.parse(expiry).isBefore(YearMonth.from(today));
            default -> LocalDate.parse(expiry).isBefore(today);
        };
    }
}
