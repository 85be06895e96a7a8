package org.throughline.clinic;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.throughline.care.chart.ChartPart;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.chart.Remarks;
import org.throughline.care.chart.Shelf;
import org.throughline.ui.Trend;

/**
 * A chart in words, ready to show.
 *
 * @param age with a leading blank and in parentheses; empty when unknown
 * @param deceased empty for the living
 * @param grows whether it is a child's or a young person's, for whom there are growth charts
 * @param allergyTags never empty: one of the four states is always said
 * @param notices what else everybody must know at once: code status, risks, implants, an interpreter
 * @param allergies the known ones
 * @param noneKnown whether somebody asked and there are none
 * @param all whether a section shows its oldest entries too
 * @param whose whose entries are shown
 * @param unread by section, how many older entries are there that were not read
 * @param denied the sections that this person is not permitted to see
 */
public record ChartView(
        String id,
        String section,
        boolean all,
        Whose whose,
        String family,
        String given,
        String born,
        String age,
        String deceased,
        boolean grows,
        String sex,
        String number,
        List<Tag> allergyTags,
        List<Tag> notices,
        List<AllergyRow> allergies,
        boolean noneKnown,
        List<Row> problems,
        List<MedicationRow> medications,
        List<ResultRow> results,
        Flowsheet vitals,
        List<Row> visits,
        List<Row> immunizations,
        Map<String, Long> unread,
        Set<String> denied) {

    /**
     * An allergy, the state of not having any, or something else that everybody must know, in the banner.
     *
     * @param style {@code danger} for what can be severe, {@code caution} for a risk or what is not known, else empty
     */
    public record Tag(String text, String style) {}

    /**
     * An allergy in full.
     *
     * @param remarks what is to be said of it beside
     */
    public record AllergyRow(
            String id, String substance, String reaction, String danger, String recorded, Remarks remarks) {}

    /**
     * A line of a list: what, more about it in a lighter tone, and when.
     *
     * @param id of what can be changed; empty for what cannot
     * @param until what it lasted to; empty where {@code from} says all
     * @param remarks what is to be said of it beside
     */
    public record Row(
            String id, String name, String detail, String from, String until, boolean current, Remarks remarks) {}

    /**
     * A medication.
     *
     * @param statement whether it is told and not ordered here, so that it is changed beside the chart
     * @param said what the patient says of an order: that it is not taken, or otherwise; empty for nothing
     * @param origin where it comes from, and from whom
     */
    public record MedicationRow(
            String id,
            boolean statement,
            String name,
            String detail,
            String said,
            String origin,
            String from,
            boolean current,
            Remarks remarks) {}

    /**
     * A test with its newest results.
     *
     * @param course where it is followed over the years; empty when it has no numbers
     * @param remarks what is to be said of it beside
     */
    public record ResultRow(
            String test,
            String before,
            String newest,
            String unit,
            String style,
            String mark,
            String meaning,
            String date,
            String range,
            Trend trend,
            String trendWords,
            String course,
            Remarks remarks) {}

    /** A section of the chart. */
    public record Section(String name, String address, boolean current) {}

    private record SectionName(String key, String name) {}

    private static final List<SectionName> SECTIONS = List.of(
            new SectionName("summary", "Summary"),
            new SectionName(ChartLists.TIMELINE, "Timeline"),
            new SectionName("problems", "Problems"),
            new SectionName("medications", "Medications"),
            new SectionName("allergies", "Allergies"),
            new SectionName("results", "Results"),
            new SectionName("vitals", "Vitals"),
            new SectionName(ChartLists.OVER_TIME, "Over time"),
            new SectionName(ChartLists.GROWTH, "Growth"),
            new SectionName("notes", "Notes"),
            new SectionName("visits", "Visits"),
            shelf(Shelf.ORDERS),
            shelf(Shelf.IMAGING),
            new SectionName("immunizations", "Immunizations"),
            shelf(Shelf.DOCUMENTS),
            shelf(Shelf.PLAN),
            shelf(Shelf.HISTORY),
            shelf(Shelf.STATUS),
            new SectionName("tasks", "Tasks"));

    private static SectionName shelf(Shelf shelf) {
        return new SectionName(shelf.key(), shelf.title());
    }

    /** Whether the chart has a section of this key. */
    static boolean hasSection(String key) {
        return !key.equals("notes")
                && !key.equals("immunizations")
                && (key.equals(ChartLists.FIND)
                        || SECTIONS.stream().anyMatch(section -> section.key().equals(key)));
    }

    /** What a section shows of the chart. */
    static Set<ChartPart> parts(String section) {
        return section.equals("summary")
                ? EnumSet.allOf(ChartPart.class)
                : Arrays.stream(ChartPart.values())
                        .filter(part -> part.name().toLowerCase(Locale.ROOT).equals(section))
                        .collect(Collectors.toSet());
    }

    /** Whose chart it is, as buttons say it: {@code MARLOWE, Ada}. */
    public String name() {
        int title = given.indexOf(" (");
        return family + ", " + (title < 0 ? given : given.substring(0, title));
    }

    public List<Section> sections() {
        return SECTIONS.stream()
                .filter(each -> grows || !each.key().equals(ChartLists.GROWTH))
                .map(each -> new Section(
                        each.name(), address(each.key()) + suffix(), each.key().equals(section)))
                .toList();
    }

    /** What an address says so that the next page shows the same organizations' entries. */
    private String suffix() {
        return whose == Whose.OURS ? "?whose=ours" : "";
    }

    /** Where a section is. The patient is in every address, so that tabs never mix patients. */
    public String address(String key) {
        if (key.equals("notes") || key.equals("immunizations")) {
            return "/" + key + "/" + id;
        }
        return "/patients/" + id + (key.equals("summary") ? "" : "/" + key);
    }

    public String problemCount() {
        return active(problems);
    }

    public String medicationCount() {
        return medications.stream().filter(MedicationRow::current).count() + " active";
    }

    private static String active(List<Row> rows) {
        return rows.stream().filter(Row::current).count() + " active";
    }

    public String resultCount() {
        return results.size() == 1 ? "1 test" : results.size() + " tests";
    }

    public String visitCount() {
        return number(visits.size() + unread("visits"));
    }

    public String immunizationCount() {
        return number(immunizations.size() + unread("immunizations"));
    }

    /** Whether this person is not permitted to see a section, so that it must not look empty. */
    public boolean isDenied(String key) {
        return denied.contains(key);
    }

    /** Whether nobody has asked for allergies yet. */
    public boolean asksForAllergies() {
        return allergies.isEmpty() && !isDenied("allergies") && !noneKnown;
    }

    /** Whether any section shows something to this person. */
    boolean showsAnything() {
        return !isDenied("allergies")
                || Arrays.stream(ChartPart.values())
                        .anyMatch(part -> !isDenied(part.name().toLowerCase(Locale.ROOT)));
    }

    /** How many older entries of a section were not read. */
    public long unread(String key) {
        return unread.getOrDefault(key, 0L);
    }

    /** Where the entries are that a section does not show here; empty when there is no such page. */
    public String moreAddress(String key) {
        return section.equals("summary") ? address(key) : all ? "" : address(key) + "?all=1";
    }

    /** Of the first rows, those that hold now. */
    public static List<Row> current(List<Row> rows, int most) {
        return rows.stream().limit(most).filter(Row::current).toList();
    }

    /** Of the first rows, those that are past; what holds now stands before them. */
    public static List<Row> past(List<Row> rows, int most) {
        return rows.stream().limit(most).filter(row -> !row.current()).toList();
    }

    /** Of the first medications, those that are taken, or those that are past. */
    public static List<MedicationRow> medications(List<MedicationRow> rows, int most, boolean current) {
        return rows.stream().limit(most).filter(row -> row.current() == current).toList();
    }

    /** A count as it is read; beyond what is counted, {@code 1,000+}. */
    public static String number(long count) {
        return count < ChartReader.MOST_COUNTED
                ? Long.toString(count)
                : String.format(Locale.ROOT, "%,d+", ChartReader.MOST_COUNTED);
    }
}
