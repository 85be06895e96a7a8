package org.throughline.care.taking;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.throughline.care.Parts;
import org.throughline.care.entry.Choice;
import org.throughline.care.entry.Elements;
import org.throughline.care.medication.Origin;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * What a patient takes without an order of ours, as a form holds it.
 *
 * @param status {@code active}, {@code stopped} or {@code unknown}
 * @param since as FHIR has it; empty when nobody knows
 * @param ended the last day of what is stopped; empty for today
 * @param reason why it was stopped; empty when nobody says
 */
public record TakingEntry(Taking taking, String status, String since, String ended, String reason, String note) {
    public static final List<Choice> STATUSES = List.of(
            new Choice("active", "Taken"),
            new Choice("stopped", "No longer taken"),
            new Choice("unknown", "Not known whether it is taken"));
    public static final List<Choice> ORIGINS = Origin.entered().stream()
            .map(each -> new Choice(each.key(), each.words()))
            .toList();

    /** What a statement says, as far as the form knows it. */
    static TakingEntry of(Known known) {
        JsonObject resource = known.resource();
        String status = Parts.text(resource, "status");
        return new TakingEntry(
                new Taking(known.what(), known.product(), known.sig(), known.origin()),
                status.equals("completed") || status.equals("not-taken") ? "stopped" : status,
                known.since(),
                Parts.text(resource.object("effectivePeriod"), "end"),
                known.reason(),
                Elements.note(resource));
    }

    /**
     * What is wrong with it, by field: {@code drug}, {@code since}, {@code ended}.
     *
     * @param today as a FHIR date
     */
    public Map<String, String> faults(String today) {
        Map<String, String> faults = new LinkedHashMap<>();
        if (taking.what().isEmpty()) {
            faults.put("drug", "Say what is taken.");
        }
        if (isLater(since, today)) {
            faults.put("since", "This day is in the future.");
        }
        if (isLater(ended, today)) {
            faults.put("ended", "This day is in the future.");
        } else if (!ended.isEmpty() && !isStopped()) {
            faults.put("ended", "It is taken. Change the status, or leave this empty.");
        } else if (!ended.isEmpty() && isLater(since, ended)) {
            faults.put("ended", "It cannot end before it began.");
        }
        return faults;
    }

    private boolean isStopped() {
        return status.equals("stopped");
    }

    /** Whether a partial date is surely later than another. */
    private static boolean isLater(String date, String than) {
        int common = Math.min(date.length(), than.length());
        return date.substring(0, common).compareTo(than.substring(0, common)) > 0;
    }

    /** A new statement of it. */
    JsonObject create(StatementWriter writer) {
        return change(writer.of(taking), writer);
    }

    /** The statement with what the form holds in place of what it said of that. */
    JsonObject change(JsonObject statement, StatementWriter writer) {
        JsonObject dosed = writer.taken(statement, taking.sig(), taking.product())
                .with("category", taking.origin().category());
        JsonObject begun = Elements.without(dosed, "effective");
        JsonObject period = since.isEmpty() ? JsonObject.EMPTY : JsonObject.of("start", new JsonString(since));
        JsonObject lasting = period.size() == 0 ? begun : begun.with("effectivePeriod", period);
        return Elements.setNote(
                switch (status) {
                    case "stopped" -> writer.stopped(lasting, reason, ended);
                    case "unknown" -> writer.unknown(lasting);
                    default -> lasting;
                },
                note);
    }
}
