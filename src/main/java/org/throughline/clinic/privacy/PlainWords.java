package org.throughline.clinic.privacy;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Purpose;
import org.throughline.audit.AuditEntry;

/** What an entry of the trail says, in words that a patient understands. */
final class PlainWords {
    private static final Pattern TYPE = Pattern.compile("^([A-Z][A-Za-z]+)(?:[/?].*)?$");
    private static final Pattern CHART = Pattern.compile("^chart/[^/]+/([a-z]+)$");

    private PlainWords() {}

    /** What was done: {@code read the chart: problems}. */
    static String what(AuditEntry entry) {
        String did = did(entry);
        return entry.status() < 400 ? did : "was refused: " + did;
    }

    private static String did(AuditEntry entry) {
        return switch (entry.action()) {
            case READ, VREAD -> "read " + one(entry.target());
            case HISTORY -> "read earlier versions of " + one(entry.target());
            case SEARCH -> "searched for " + many(entry.target());
            case CREATE -> "wrote " + one(entry.target());
            case UPDATE, PATCH -> "changed " + one(entry.target());
            case DELETE -> "deleted " + one(entry.target());
            case TRANSACTION, BATCH -> "sent several entries at once";
            case OPERATION ->
                entry.target().contains("$everything") ? "read the whole record" : "asked for " + entry.target();
            case IMPORT -> "imported records";
            case EXPORT -> "exported all records";
            case VIEW -> viewed(entry.target());
            case EMERGENCY -> emergency(entry.target());
            default -> entry.action().code().replace('-', ' ');
        };
    }

    private static String viewed(String target) {
        Matcher chart = CHART.matcher(target);
        if (chart.matches()) {
            return chart.group(1).equals("closed") ? "came to the closed chart" : "read the chart: " + chart.group(1);
        }
        return target.startsWith("Patient?") ? "saw the name in the list of patients" : "looked at " + target;
    }

    private static String emergency(String target) {
        int colon = target.indexOf(": ");
        String words = colon < 0 ? "" : target.substring(colon + 2);
        return words.equals("ended") ? "closed the chart again" : "opened the chart with a reason: " + words;
    }

    private static String one(String target) {
        String words = words(target);
        boolean vowel = !words.isEmpty() && "aeiou".indexOf(words.charAt(0)) >= 0;
        return (vowel ? "an " : "a ") + words;
    }

    private static String many(String target) {
        return words(target) + " entries";
    }

    /** {@code MedicationRequest?…} as {@code medication request}. */
    private static String words(String target) {
        Matcher type = TYPE.matcher(target);
        return type.matches()
                ? type.group(1).replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT)
                : "record";
    }

    /** Why: {@code treatment}; empty when that is not known. */
    static String why(@Nullable Purpose purpose) {
        return switch (purpose) {
            case null -> "";
            case TREAT -> "treatment";
            case ETREAT -> "treatment in an emergency";
            case HPAYMT -> "payment";
            case HOPERAT -> "running the practice";
            case PATRQT -> "the patient's own request";
            case FAMRQT -> "the request of somebody who acts for the patient";
            case HRESCH -> "research";
            case PUBHLTH -> "public health";
            case SYSADMN -> "administration";
        };
    }
}
