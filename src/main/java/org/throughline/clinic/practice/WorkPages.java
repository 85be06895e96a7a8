package org.throughline.clinic.practice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.throughline.care.practice.OpenWork;
import org.throughline.care.practice.OpenWork.Age;
import org.throughline.care.practice.OpenWork.Item;
import org.throughline.care.practice.OpenWork.Part;
import org.throughline.care.task.Member;
import org.throughline.care.task.Waiting;
import org.throughline.clinic.inbox.Team;
import org.throughline.ui.Visit;

/** What waits: by kind and age, unsigned notes by author, what is overdue by whose it is. */
record WorkPages(PracticeParts parts, Team.Present present, OpenWork work) {
    private static final String HOME = "/practice/work";
    private static final String LIST = "/practice/work/list";
    private static final int MOST = 300;

    static WorkPages of(PracticeParts parts) {
        Team.Present present = parts.team().present();
        return new WorkPages(parts, present, parts.work(present));
    }

    PracticeView page() {
        return PracticeView.of("work", "Open work", List.of(byKind(HOME), unsigned(), overdue()));
    }

    /** @param page the address of the page that it is on */
    Table byKind(String page) {
        List<Table.Column> columns = new ArrayList<>(List.of(Table.Column.text("Kind"), Table.Column.number("All")));
        Arrays.stream(Age.values()).forEach(age -> columns.add(Table.Column.number(age.label())));
        columns.add(Table.Column.number("Overdue"));
        List<Table.Row> rows = Arrays.stream(Waiting.Kind.values())
                .filter(kind -> !work.of(Part.ALL.of(kind)).isEmpty())
                .map(kind -> counts(kind.label(), Part.ALL.of(kind)))
                .toList();
        return Table.of(
                page,
                "work",
                "What waits",
                "By how long it has waited. Everything is on exactly one person's list.",
                columns,
                rows,
                "Nothing waits.");
    }

    private Table.Row counts(String name, Part part) {
        List<Table.Cell> cells = new ArrayList<>();
        cells.add(Table.Cell.of(name));
        cells.add(count(part));
        Arrays.stream(Age.values()).forEach(age -> cells.add(count(part.of(age))));
        cells.add(count(part.late()));
        return new Table.Row(cells, false);
    }

    private Table.Cell count(Part part) {
        return Table.Cell.count(work.of(part).size(), LIST + "?" + query(part));
    }

    private Table unsigned() {
        List<Table.Column> columns =
                new ArrayList<>(List.of(Table.Column.text("Who is to sign"), Table.Column.number("All")));
        Arrays.stream(Age.values()).forEach(age -> columns.add(Table.Column.number(age.label())));
        columns.add(Table.Column.number("Oldest"));
        List<Table.Row> rows = new ArrayList<>();
        holders(Part.ALL.of(Waiting.Kind.NOTE)).forEach((name, part) -> {
            List<Table.Cell> cells = new ArrayList<>();
            cells.add(Table.Cell.of(name));
            cells.add(count(part));
            Arrays.stream(Age.values()).forEach(age -> cells.add(count(part.of(age))));
            cells.add(Table.Cell.of(oldest(part)));
            rows.add(new Table.Row(cells, false));
        });
        return Table.of(HOME, "notes", "Notes that are not signed", "", columns, rows, "Every note is signed.");
    }

    private Table overdue() {
        List<Table.Row> rows = new ArrayList<>();
        holders(Part.ALL.late())
                .forEach((name, part) ->
                        rows.add(Table.Row.of(Table.Cell.of(name), count(part), Table.Cell.of(oldest(part)))));
        return Table.of(
                HOME,
                "overdue",
                "Overdue",
                "What should have been done before today, by on whose list it is.",
                List.of(
                        Table.Column.text("On whose list"),
                        Table.Column.number("Overdue"),
                        Table.Column.number("Oldest")),
                rows,
                "Nothing is overdue.");
    }

    private Map<String, Part> holders(Part part) {
        Map<String, Part> holders = new TreeMap<>();
        work.of(part).forEach(item -> holders.put(name(item.holder()), part.on(item.holder())));
        return holders;
    }

    private String name(long account) {
        return present.roster().member(account).map(Member::name).orElse("Account " + account);
    }

    private String oldest(Part part) {
        long days = work.of(part).stream().mapToLong(work::days).max().orElse(0);
        return days == 1 ? "1 day" : days + " days";
    }

    private static String query(Part part) {
        return "kind=" + part.kind().map(Enum::name).orElse("")
                + "&who=" + part.holder().map(Object::toString).orElse("")
                + "&age=" + part.age().map(Enum::name).orElse("")
                + "&overdue=" + (part.overdue() ? "1" : "");
    }

    /** What is behind a number. */
    PracticeView list(Visit visit) {
        Part part = new Part(
                of(Waiting.Kind.values(), visit.request().parameter("kind").orElse("")),
                visit.request()
                        .parameter("who")
                        .filter(who -> who.matches("[0-9]{1,18}"))
                        .map(Long::valueOf),
                of(Age.values(), visit.request().parameter("age").orElse("")),
                !visit.request().parameter("overdue").orElse("").isEmpty());
        List<Item> items = work.of(part);
        List<Item> first = items.stream().limit(MOST).toList();
        Shown shown = parts.shown(visit, first.stream().map(WorkPages::entry).toList());
        parts.note(visit, "practice/work", shown.told());
        boolean leads = present.leads(visit);
        return PracticeView.list(
                "work",
                title(part),
                HOME,
                Table.of(
                        LIST + "?" + query(part),
                        "list",
                        items.size() > MOST ? "The " + MOST + " most urgent of " + items.size() : "What waits",
                        "What your role does not show you is counted and not told.",
                        List.of(
                                Table.Column.text("What"),
                                Table.Column.text("Patient"),
                                Table.Column.text("On whose list"),
                                Table.Column.number("Waits for days"),
                                Table.Column.text("Due")),
                        first.stream().map(item -> row(item, shown, leads)).toList(),
                        "Nothing of that waits any more."));
    }

    private static <E extends Enum<E>> Optional<E> of(E[] all, String name) {
        return Arrays.stream(all).filter(each -> each.name().equals(name)).findFirst();
    }

    private String title(Part part) {
        String kind = part.kind().map(Waiting.Kind::label).orElse("What waits");
        return kind
                + part.holder().map(holder -> ", " + name(holder)).orElse("")
                + part.age()
                        .map(age -> ", " + age.label().toLowerCase(Locale.ROOT))
                        .orElse("")
                + (part.overdue() ? ", overdue" : "");
    }

    /** What is begun and not in the record is nobody's but its author's. */
    private static Shown.Entry entry(Item item) {
        return new Shown.Entry(
                item.waiting().type(), item.waiting().id(), item.waiting().patient());
    }

    private Table.Row row(Item item, Shown shown, boolean leads) {
        Waiting waiting = item.waiting();
        Shown.Entry entry = entry(item);
        boolean begun = waiting.type().equals(Waiting.BEGUN);
        boolean sees = shown.sees(entry);
        String what =
                begun ? waiting.what() : sees ? waiting.what() : waiting.kind().label() + ": " + Shown.NOT_SHOWN;
        String address = leads && !begun ? "/inbox/" + waiting.reference() + "?list=person-" + item.holder() : "";
        return Table.Row.of(
                new Table.Cell(what, "", address, -1),
                shown.patient(entry, ""),
                Table.Cell.of(name(item.holder())),
                Table.Cell.of(Long.toString(work.days(item))),
                Table.Cell.of(waiting.due() == null ? "" : parts.dates().date(String.valueOf(waiting.due()))));
    }
}
