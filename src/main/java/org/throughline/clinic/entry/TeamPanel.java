package org.throughline.clinic.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.care.entry.Choice;
import org.throughline.care.entry.Concept;
import org.throughline.care.entry.TeamEntry;
import org.throughline.http.Form;

/**
 * The form of a care team, as it was typed.
 *
 * @param rows a member each; those after the last member are empty
 * @param people who can be chosen
 */
public record TeamPanel(
        Standing standing,
        String name,
        String status,
        String start,
        String end,
        String note,
        List<Row> rows,
        List<Choice> people)
        implements EntryPanel<TeamPanel> {
    /** What is chosen for somebody who is not in the record. */
    public static final String OUTSIDE = "outside";

    private static final int MOST = 40;
    private static final int EMPTY_ROWS = 2;

    public TeamPanel {
        rows = List.copyOf(rows);
        people = List.copyOf(people);
    }

    /**
     * A member, as it was typed.
     *
     * @param who a reference, {@link #OUTSIDE}, or empty for nobody
     * @param other the name of somebody outside
     */
    public record Row(String who, String other, String role, String until) {
        private static final Row EMPTY = new Row("", "", "", "");

        boolean isEmpty() {
            return (who.isEmpty() || who.equals(OUTSIDE)) && other.isEmpty() && role.isEmpty() && until.isEmpty();
        }

        /** Somebody outside may be named without saying that they are. */
        private boolean isOutside() {
            return who.equals(OUTSIDE) || (who.isEmpty() && !other.isEmpty());
        }
    }

    static TeamPanel of(Standing standing, TeamEntry entry, List<Choice> people, Fields fields) {
        List<Row> rows = entry.members().stream()
                .map(member -> new Row(
                        member.reference().isEmpty() ? OUTSIDE : member.reference(),
                        member.reference().isEmpty() ? member.name() : "",
                        member.role().text(),
                        fields.dates().date(member.until())))
                .toList();
        List<Choice> known = new ArrayList<>(people);
        entry.members().stream()
                .filter(member -> !member.reference().isEmpty()
                        && people.stream().noneMatch(choice -> choice.code().equals(member.reference())))
                .map(member -> new Choice(member.reference(), member.name()))
                .distinct()
                .forEach(known::add);
        return new TeamPanel(
                standing,
                entry.name(),
                entry.status(),
                fields.dates().date(entry.start()),
                fields.dates().date(entry.end()),
                entry.note(),
                withEmpty(rows),
                known);
    }

    static TeamPanel typed(Standing standing, Form form, List<Choice> people) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < MOST && form.has("who-" + i); i++) {
            rows.add(new Row(
                    form.value("who-" + i),
                    form.value("other-" + i).strip(),
                    form.value("role-" + i).strip(),
                    form.value("until-" + i).strip()));
        }
        List<Row> filled = rows.stream().filter(row -> !row.isEmpty()).toList();
        return new TeamPanel(
                standing,
                form.value("name").strip(),
                form.value("status"),
                form.value("start").strip(),
                form.value("end").strip(),
                form.value("note").strip(),
                withEmpty(filled),
                people);
    }

    private static List<Row> withEmpty(List<Row> filled) {
        List<Row> rows = new ArrayList<>(filled);
        for (int i = 0; i < EMPTY_ROWS && rows.size() < MOST; i++) {
            rows.add(Row.EMPTY);
        }
        return rows;
    }

    /**
     * What it comes to.
     *
     * @param faults where what cannot be read is put, by field
     */
    TeamEntry entry(TeamEntry saved, Vocabulary roles, Fields fields, Map<String, String> faults) {
        List<TeamEntry.Member> members = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (!rows.get(i).isEmpty()) {
                members.add(member(i, saved, roles, fields, faults));
            }
        }
        return new TeamEntry(
                name, status, fields.date("start", start, faults), fields.date("end", end, faults), note, members);
    }

    private TeamEntry.Member member(
            int i, TeamEntry saved, Vocabulary roles, Fields fields, Map<String, String> faults) {
        Row row = rows.get(i);
        Stream<Choice> known = Stream.concat(
                people.stream(), saved.members().stream().map(member -> new Choice(member.reference(), member.name())));
        String chosen = row.isOutside()
                ? row.other()
                : known.filter(choice -> choice.code().equals(row.who()))
                        .map(Choice::words)
                        .findFirst()
                        .orElse("");
        if (chosen.isEmpty()) {
            faults.put(row.isOutside() ? "other-" + i : "who-" + i, "Say who it is.");
        }
        String reference = row.isOutside() ? "" : row.who();
        Concept before = saved.members().stream()
                .filter(member -> member.reference().equals(reference)
                        && (!reference.isEmpty() || member.name().equals(chosen)))
                .map(TeamEntry.Member::role)
                .filter(role -> role.text().equals(row.role()))
                .findFirst()
                .orElse(Concept.NONE);
        return new TeamEntry.Member(
                reference,
                chosen,
                Fields.concept(row.role(), before, roles),
                fields.date("until-" + i, row.until(), faults));
    }

    @Override
    public String noun() {
        return "care team";
    }

    @Override
    public List<Difference> differences(TeamPanel saved) {
        List<Difference> differences = new ArrayList<>();
        Fields.compare(differences, "Name", saved.name, name);
        Fields.compare(
                differences,
                "Status",
                Choice.words(TeamEntry.STATUSES, saved.status),
                Choice.words(TeamEntry.STATUSES, status));
        Fields.compare(differences, "From", saved.start, start);
        Fields.compare(differences, "Until", saved.end, end);
        Fields.compare(differences, "Members", saved.inWords(), inWords());
        Fields.compare(differences, "Note", saved.note, note);
        return differences;
    }

    private String inWords() {
        return rows.stream()
                .filter(row -> !row.isEmpty())
                .map(row -> Stream.of(
                                row.isOutside() ? row.other() : Choice.words(people, row.who()),
                                row.role(),
                                row.until().isEmpty() ? "" : "until " + row.until())
                        .filter(words -> !words.isEmpty())
                        .collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; "));
    }

    @Override
    public TeamPanel with(Standing other) {
        return new TeamPanel(other, name, status, start, end, note, rows, people);
    }

    public List<Choice> statuses() {
        return TeamEntry.STATUSES;
    }

    /** Who can be chosen for a member. */
    public List<Choice> whom() {
        List<Choice> all = new ArrayList<>();
        all.add(new Choice("", "Nobody"));
        all.add(new Choice(OUTSIDE, "Somebody outside"));
        all.addAll(people);
        return all;
    }
}
