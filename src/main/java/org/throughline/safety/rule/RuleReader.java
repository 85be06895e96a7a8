package org.throughline.safety.rule;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads lines of rules with what they refer to. */
final class RuleReader {
    private static final String LABEL = "label:";
    private static final String LABELS = "https://dailymed.nlm.nih.gov/dailymed/search.cfm?labeltype=human&query=";

    private final Map<String, Source> sources;
    private final Groups groups;
    private final Map<String, ConditionGroup> conditions;
    private final TermReader terms;
    private final Set<String> ids = new HashSet<>();

    RuleReader(
            Map<String, Source> sources, Groups groups, Map<String, ConditionGroup> conditions, Map<String, Lab> labs) {
        this.sources = sources;
        this.groups = groups;
        this.conditions = conditions;
        this.terms = new TermReader(groups, conditions, labs);
    }

    /** The part that is the same in all files. */
    Rule rule(Row row, Kind kind) {
        String id = row.told("id");
        if (!ids.add(id)) {
            throw new Unreadable("the id " + id + " is in another file too");
        }
        return new Rule(
                id,
                kind,
                row.oneOf(Severity.class, "severity"),
                row.told("effect"),
                terms.all(row.text("when")),
                terms.all(row.text("lower")),
                row.told("mechanism"),
                row.told("do"),
                source(row.told("source")),
                row.oneOf(Switch.class, "switch"),
                LocalDate.parse(row.told("reviewed")),
                row.version());
    }

    Selector drugs(Row row, String column) {
        return groups.selector(row.told(column));
    }

    ConditionGroup condition(String id) {
        ConditionGroup found = conditions.get(id);
        if (found == null) {
            throw new Unreadable("\"" + id + "\" is no group of conditions");
        }
        return found;
    }

    InteractionRule interaction(Row row) {
        List<String> local = row.list("local");
        Map<String, Integer> washout = new HashMap<>();
        for (String each : row.list("washout")) {
            List<String> words = Row.parts(each, "\\s+");
            washout.put(words.getFirst(), Integer.parseInt(words.getLast()));
        }
        return new InteractionRule(
                rule(row, Kind.INTERACTION),
                drugs(row, "a"),
                drugs(row, "b"),
                local.contains("a"),
                local.contains("b"),
                washout.getOrDefault("a", 0),
                washout.getOrDefault("b", 0));
    }

    /** {@code label:simvastatin 4, 7.1} is a label of the US with its sections; other ids are in the file of sources. */
    private Source source(String text) {
        int space = text.indexOf(' ');
        String id = space < 0 ? text : text.substring(0, space);
        String rest = space < 0 ? "" : text.substring(space + 1).strip();
        if (id.startsWith(LABEL)) {
            String drug = id.substring(LABEL.length()).replace('_', ' ');
            String sections = rest.isEmpty() ? "" : ", section " + rest;
            return new Source("US prescribing information of " + drug + sections, LABELS + drug.replace(' ', '+'));
        }
        Source known = sources.get(id);
        if (known == null) {
            throw new Unreadable("unknown source " + id);
        }
        return rest.isEmpty() ? known : new Source(known.citation() + ", " + rest, known.url());
    }
}
