package org.throughline.care.practice;

import static org.throughline.care.Parts.text;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.throughline.access.Caller;
import org.throughline.care.Parts;
import org.throughline.care.note.Notes;
import org.throughline.fhir.json.JsonObject;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;
import org.throughline.search.query.Target;

/**
 * How many notes were signed here, and how many of them were added to. A rate that goes up says that notes are signed before
 * they are whole, or that something is asked for which templates do not ask.
 */
public final class SignedNotes {
    /** How many months are counted, the present one included. */
    public static final int MONTHS = 6;

    /** How many days are counted by author. */
    public static final int DAYS = 90;

    private static final Target NOTES = new Target.OfType("DocumentReference");
    private static final Argument ADDENDUM = new Argument("relation", "appends");
    private static final String MOST = "200";

    private final Records records;
    private final Searches searches;

    public SignedNotes(Records records, Searches searches) {
        this.records = records;
        this.searches = searches;
    }

    /**
     * The figures.
     *
     * @param months the newest first
     * @param authors who signed anything, the most first
     */
    public record Figures(List<Count> months, List<Count> authors) {
        public Figures {
            months = List.copyOf(months);
            authors = List.copyOf(authors);
        }
    }

    /**
     * A figure.
     *
     * @param key the month as {@code 2026-11}, or the author as the record refers to them
     * @param name the author's; empty for a month
     * @param signed notes, without addenda
     * @param addenda to notes, whenever these were signed
     */
    public record Count(String key, String name, long signed, long addenda) {

        /** Addenda for 100 signed notes; empty without any. */
        public String rate() {
            return signed == 0 ? "" : Math.round(100.0 * addenda / signed) + " %";
        }
    }

    /** An addendum to a note. */
    public record Addendum(String id, String patient, String appends, String author, String title, Instant at) {}

    /**
     * Counts them.
     *
     * @param authors whom to count, by how the record refers to them, with their names
     */
    public Figures count(Caller caller, Map<String, String> authors, Instant now, ZoneId zone) {
        YearMonth present = YearMonth.from(now.atZone(zone));
        List<Count> months = new ArrayList<>();
        for (int i = 0; i < MONTHS; i++) {
            YearMonth month = present.minusMonths(i);
            months.add(count(caller, month.toString(), "", month(month, zone)));
        }
        List<Argument> recently = since(LocalDate.ofInstant(now, zone).minusDays(DAYS), zone);
        List<Count> byAuthor = new ArrayList<>();
        authors.forEach((reference, name) -> {
            List<Argument> criteria = new ArrayList<>(recently);
            criteria.add(new Argument("author", reference));
            byAuthor.add(count(caller, reference, name, criteria));
        });
        return new Figures(
                months,
                byAuthor.stream()
                        .filter(count -> count.signed() + count.addenda() > 0)
                        .sorted((one, other) -> Long.compare(other.signed(), one.signed()))
                        .toList());
    }

    private Count count(Caller caller, String key, String name, List<Argument> criteria) {
        long all = total(caller, criteria);
        List<Argument> added = new ArrayList<>(criteria);
        added.add(ADDENDUM);
        long addenda = total(caller, added);
        return new Count(key, name, all - addenda, addenda);
    }

    private long total(Caller caller, List<Argument> criteria) {
        List<Argument> arguments = signedHere(criteria);
        arguments.add(new Argument("_summary", "count"));
        Long total =
                searches.run(caller, new SearchRequest(NOTES, arguments, true)).total();
        return total == null ? 0 : total;
    }

    private static List<Argument> signedHere(List<Argument> criteria) {
        List<Argument> arguments = new ArrayList<>(criteria);
        arguments.add(new Argument("category", "clinical-note"));
        arguments.add(new Argument("status", "current"));
        arguments.add(new Argument("identifier", Notes.NUMBERS + "|"));
        return arguments;
    }

    private static List<Argument> month(YearMonth month, ZoneId zone) {
        List<Argument> criteria = since(month.atDay(1), zone);
        criteria.add(new Argument(
                "date", "lt" + month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant()));
        return criteria;
    }

    private static List<Argument> since(LocalDate day, ZoneId zone) {
        return new ArrayList<>(
                List.of(new Argument("date", "ge" + day.atStartOfDay(zone).toInstant())));
    }

    /**
     * The addenda that a figure counts, the newest first; a few hundred at most.
     *
     * @param key of a figure
     */
    public List<Addendum> addenda(Caller caller, String key, Instant now, ZoneId zone) {
        List<Argument> criteria = key.matches("\\d{4}-\\d\\d")
                ? month(YearMonth.parse(key), zone)
                : since(LocalDate.ofInstant(now, zone).minusDays(DAYS), zone);
        if (key.contains("/")) {
            criteria.add(new Argument("author", key));
        }
        criteria.add(ADDENDUM);
        List<Argument> arguments = signedHere(criteria);
        arguments.add(new Argument("_sort", "-date"));
        arguments.add(new Argument("_count", MOST));
        return searches.run(caller, new SearchRequest(NOTES, arguments, true)).matches().stream()
                .map(this::addendum)
                .toList();
    }

    private Addendum addendum(Stored stored) {
        JsonObject note = records.bodies().open(Objects.requireNonNull(stored.body()));
        return new Addendum(
                stored.id(),
                Parts.idOf(note.object("subject"), "Patient"),
                note.objects("relatesTo").stream()
                        .map(each -> Parts.idOf(each.object("target"), "DocumentReference"))
                        .findFirst()
                        .orElse(""),
                note.objects("author").stream()
                        .map(each -> text(each, "display"))
                        .findFirst()
                        .orElse(""),
                text(note, "description"),
                Parts.instant(note, "date").orElse(stored.updated()));
    }
}
