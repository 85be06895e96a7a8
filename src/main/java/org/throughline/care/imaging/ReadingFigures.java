package org.throughline.care.imaging;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.care.Parts;
import org.throughline.fhir.json.JsonObject;
import org.throughline.record.Records;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;
import org.throughline.search.query.Target;

/** How much each reader reads in a month, how often they add to it, and what others see who read it again. */
public final class ReadingFigures {
    /** How many months are counted, the present one included. */
    public static final int MONTHS = 6;

    private static final int MOST = 1_000;

    private final Looker looker;
    private final Searches searches;

    public ReadingFigures(Records records, Searches searches) {
        this.looker = new Looker(records, searches);
        this.searches = searches;
    }

    /**
     * What a reader did in a month.
     *
     * @param month as {@code 2026-11}
     * @param addenda by this reader, whenever and by whomever the reports were signed
     * @param again how many of this reader's reports others have read again in this month, whenever they were signed
     * @param minor in how many of these they saw a minor discrepancy, {@code major} a major one
     */
    public record Count(String month, String reader, long readings, long addenda, long again, long minor, long major) {}

    /**
     * Counts them, the newest month first; only those who did anything.
     *
     * @param readers whom to count, by how the record refers to them, with their names
     */
    public List<Count> count(Caller caller, Map<String, String> readers, Instant now, ZoneId zone) {
        YearMonth present = YearMonth.from(now.atZone(zone));
        List<Count> counts = new ArrayList<>();
        for (int i = 0; i < MONTHS; i++) {
            YearMonth month = present.minusMonths(i);
            String from = "ge" + month.atDay(1).atStartOfDay(zone).toInstant();
            String to = "lt" + month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
            if (total(caller, null, null, from, to) > 0) {
                Map<String, List<Verdict>> seconds = seconds(caller, from, to);
                readers.forEach((reference, name) -> {
                    List<Verdict> again = seconds.getOrDefault(reference, List.of());
                    boolean any = !again.isEmpty() || total(caller, reference, null, from, to) > 0;
                    if (any) {
                        counts.add(new Count(
                                month.toString(),
                                name,
                                total(caller, reference, Act.READING, from, to),
                                total(caller, reference, Act.ADDENDUM, from, to),
                                again.size(),
                                again.stream()
                                        .filter(each -> each == Verdict.MINOR)
                                        .count(),
                                again.stream()
                                        .filter(each -> each == Verdict.MAJOR)
                                        .count()));
                    }
                });
            }
        }
        return counts;
    }

    private long total(Caller caller, @Nullable String owner, @Nullable Act act, String from, String to) {
        String codes = act == null
                ? String.join(",", Act.READING.code(), Act.ADDENDUM.code(), Act.SECOND_READING.code())
                : act.code();
        List<Argument> arguments = new ArrayList<>(List.of(
                new Argument("code", codes),
                new Argument("status", "completed"),
                new Argument("authored-on", from),
                new Argument("authored-on", to),
                new Argument("_summary", "count")));
        if (owner != null) {
            arguments.add(new Argument("owner", owner));
        }
        Long total = searches.run(caller, new SearchRequest(new Target.OfType("Task"), arguments, true))
                .total();
        return total == null ? 0 : total;
    }

    /** What second readings came to, by the reference of the first reader. */
    private Map<String, List<Verdict>> seconds(Caller caller, String from, String to) {
        Looker.Found found = looker.find(
                caller,
                "Task",
                MOST,
                "code",
                Act.SECOND_READING.code(),
                "status",
                "completed",
                "authored-on",
                from,
                "authored-on",
                to,
                "_include",
                "Task:focus");
        Map<String, JsonObject> reports = Studies.byReference(found.besides());
        Map<String, List<Verdict>> seconds = new HashMap<>();
        for (JsonObject task : found.matches()) {
            JsonObject report = Objects.requireNonNullElse(
                    reports.get(Parts.text(task.object("focus"), "reference")), JsonObject.EMPTY);
            Verdict verdict = Verdict.of(Parts.code(task.object("businessStatus"), Codes.OWN));
            report.objects("performer").stream()
                    .map(each -> Parts.text(each, "reference"))
                    .filter(each -> each.startsWith("Practitioner/"))
                    .forEach(each -> seconds.computeIfAbsent(each, key -> new ArrayList<>())
                            .add(verdict));
        }
        return seconds;
    }
}
