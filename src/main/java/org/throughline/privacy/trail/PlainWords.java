package org.throughline.privacy.trail;

import static java.util.Map.entry;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Purpose;
import org.throughline.audit.AuditEntry;
import org.throughline.audit.Disclosed;

/** What an entry of the trail says, in words that a patient understands. */
public final class PlainWords {
    private static final Pattern TYPE = Pattern.compile("^([A-Z][A-Za-z]+)(?:[/?].*)?$");
    private static final Pattern CHART = Pattern.compile("^chart/[^/]+/([a-z-]+)(?:/.*)?$");
    private static final Pattern SCREEN = Pattern.compile("^([a-z.-]+)(?:[/?].*)?$");

    /** One, and several of them. */
    private record Word(String one, String many) {}

    private static final Map<String, Word> TYPES = Map.ofEntries(
            entry("AllergyIntolerance", new Word("an allergy", "allergies")),
            entry("AuditEvent", new Word("an entry of who looked", "who looked")),
            entry("CarePlan", new Word("a care plan", "care plans")),
            entry("CareTeam", new Word("the care team", "care teams")),
            entry("Communication", new Word("a message", "messages")),
            entry("Condition", new Word("a problem", "problems")),
            entry("Consent", new Word("an agreement about sharing", "agreements about sharing")),
            entry("Coverage", new Word("the insurance", "insurance")),
            entry("DiagnosticReport", new Word("a report", "reports")),
            entry("DocumentReference", new Word("a document", "documents")),
            entry("Encounter", new Word("a visit", "visits")),
            entry("Immunization", new Word("an immunization", "immunizations")),
            entry("MedicationRequest", new Word("a prescription", "prescriptions")),
            entry("Observation", new Word("a result or measurement", "results and measurements")),
            entry("Patient", new Word("name, birth date, address and the like", "patients by name or the like")),
            entry("Provenance", new Word("where an entry comes from", "where entries come from")),
            entry("ServiceRequest", new Word("an order or referral", "orders and referrals")),
            entry("Task", new Word("a task", "tasks")));

    private static final Map<String, String> SCREENS = Map.of(
            "trail", "the list of who did what",
            "trail.csv", "the list of who did what, as a file",
            "looked", "who looked at the record",
            "questions", "questions about who looked",
            "corrections", "requests to correct the record",
            "amendments", "requests to correct the record",
            "alerts", "accesses that are looked into",
            "disclosures", "the account of disclosures",
            "disclosures.csv", "the account of disclosures, as a file");

    private PlainWords() {}

    /** What was done: {@code read the chart: problems}. */
    public static String what(AuditEntry entry) {
        String did = did(entry);
        return entry.status() < 400 ? did : "was refused: " + did;
    }

    /** As {@link #what(AuditEntry)}, of several that are alike. */
    public static String what(Disclosed disclosed) {
        return did(new AuditEntry(
                0,
                disclosed.first(),
                disclosed.agent(),
                disclosed.action(),
                200,
                disclosed.target(),
                Set.of(),
                disclosed.purpose()));
    }

    private static String did(AuditEntry entry) {
        String target = entry.target();
        return switch (entry.action()) {
            case READ, VREAD -> "read " + one(target);
            case HISTORY -> "read earlier versions of " + one(target);
            case SEARCH -> "searched for " + many(target);
            case CREATE -> "wrote " + one(target);
            case UPDATE, PATCH -> "changed " + one(target);
            case DELETE -> "deleted " + one(target);
            case TRANSACTION, BATCH -> "sent several entries at once";
            case OPERATION -> target.contains("$everything") ? "read the whole record" : "asked for " + target;
            case IMPORT -> "imported records";
            case EXPORT ->
                target.startsWith("downtime pack")
                        ? "put a summary into the practice's print-out for when its system is down"
                        : "exported all records";
            case VIEW -> viewed(target);
            case LAUNCH_APP -> "opened the chart in an app";
            case DISCLOSE -> disclosed(target);
            case EMERGENCY -> emergency(entry);
            case ASK_PEER -> "asked " + target.replaceFirst(": ", " for ");
            default -> entry.action().code().replace('-', ' ');
        };
    }

    private static String viewed(String target) {
        Matcher chart = CHART.matcher(target);
        if (chart.matches()) {
            return chart.group(1).equals("closed") ? "came to the closed chart" : "read the chart: " + chart.group(1);
        }
        if (target.startsWith("Patient?")) {
            return "saw the name in a list of patients";
        }
        Matcher screen = SCREEN.matcher(target);
        return "looked at " + (screen.matches() ? SCREENS.getOrDefault(screen.group(1), target) : target);
    }

    /** The target of an entry about a disclosure begins with its number, or with what was sent. */
    private static String disclosed(String target) {
        if (target.startsWith("advice of ")) {
            return "asked " + target.substring("advice of ".length()) + " for advice, which was told what it asked for";
        }
        if (target.startsWith("DocumentReference/")) {
            return "sent a note to " + target.replaceFirst("^[^:]*: ", "");
        }
        return target.contains(" struck")
                ? "struck out that something was given to somebody"
                : "noted that something was given to " + target.replaceFirst("^[^:]*: ", "");
    }

    private static String emergency(AuditEntry entry) {
        if (!Reason.opens(entry)) {
            return entry.target().endsWith(" closed") ? "closed the chart again" : "looked into an opened chart";
        }
        return Reason.of(entry)
                .filter(words -> !words.isEmpty())
                .map(words -> opened(entry) + ": " + words)
                .orElseGet(() -> opened(entry));
    }

    private static String opened(AuditEntry entry) {
        String what = entry.target().replaceFirst(": .*", "");
        return what.endsWith(" elsewhere")
                ? "asked other organizations in an emergency"
                : what.endsWith(" summary")
                        ? "was given the summary in an emergency"
                        : "opened the chart with a reason";
    }

    private static String one(String target) {
        String type = type(target);
        Word known = TYPES.get(type);
        if (known != null) {
            return known.one();
        }
        String words = spelled(type);
        return ("aeiou".indexOf(words.charAt(0)) >= 0 ? "an " : "a ") + words;
    }

    private static String many(String target) {
        String type = type(target);
        Word known = TYPES.get(type);
        return known != null ? known.many() : spelled(type) + " entries";
    }

    /** The type that a target begins with: {@code MedicationRequest?…}; {@code Record} when it begins with none. */
    private static String type(String target) {
        Matcher type = TYPE.matcher(target);
        return type.matches() ? type.group(1) : "Record";
    }

    private static String spelled(String type) {
        return type.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    }

    /** Why: {@code treatment}; empty when that is not known. */
    public static String why(@Nullable Purpose purpose) {
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
