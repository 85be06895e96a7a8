package org.throughline.safety.rule;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.terminology.drug.Route;
import org.throughline.terminology.imaging.Exam;

/** Reads lines of rules with what they refer to. */
final class RuleReader {
    private static final String LABEL = "label:";
    private static final String ALLERGEN = "allergen:";
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

    DrugRule drugRule(Row row, Kind kind) {
        return new DrugRule(
                rule(row, kind), drugs(row, "drugs"), row.text("local").equals("yes"));
    }

    DuplicateRule duplicate(Row row) {
        Set<DuplicateRule.Unless> unless = new HashSet<>();
        row.list("unless").forEach(each -> unless.add(Row.named(DuplicateRule.Unless.class, each)));
        return new DuplicateRule(
                rule(row, Kind.DUPLICATE),
                anyBut(row),
                row.told("same").equals("ingredient"),
                row.text("local").equals("yes"),
                unless);
    }

    /** {@code any} is whatever is taken; what follows with a minus is not meant. */
    private Selector anyBut(Row row) {
        List<String> parts = row.list("drugs");
        if (!parts.getFirst().equals("any")) {
            return drugs(row, "drugs");
        }
        Set<String> without = new HashSet<>();
        parts.stream()
                .skip(1)
                .forEach(each ->
                        without.addAll(groups.selector(each.substring(1)).rxcuis()));
        return new Selector("any", Set.of(), Set.of(), without);
    }

    Allergen allergen(Row row) {
        List<String> names = row.list("names").stream()
                .map(each -> each.toLowerCase(Locale.ROOT))
                .toList();
        return new Allergen(
                row.told("id"), names, Set.copyOf(row.list("snomed")), row.has("drugs") ? drugs(row, "drugs") : null);
    }

    AllergyRule allergy(Row row) {
        String to = row.told("to");
        boolean same = to.equals("same");
        boolean other = to.startsWith(ALLERGEN);
        return new AllergyRule(
                rule(row, Kind.ALLERGY),
                same || other ? null : drugs(row, "to"),
                other ? to.substring(ALLERGEN.length()) : null,
                same ? null : drugs(row, "drugs"),
                row.oneOf(AllergyRule.Type.class, "type"),
                row.list("reactions"),
                row.oneOf(AllergyRule.Local.class, "local"));
    }

    TestRule test(Row row) {
        boolean open = row.told("loinc").equals("any");
        List<Set<String>> tests = open
                ? List.of()
                : row.list("loinc").stream()
                        .map(each -> Set.copyOf(Row.parts(each, ",")))
                        .toList();
        return new TestRule(rule(row, Kind.TEST), tests, open, Integer.parseInt(row.told("days")));
    }

    ImagingRule imaging(Row row) {
        boolean open = row.told("modality").equals("open");
        Set<Exam.Modality> modalities = new HashSet<>();
        if (!open) {
            row.list("modality").forEach(each -> modalities.add(Row.named(Exam.Modality.class, each)));
        }
        return new ImagingRule(
                rule(row, Kind.IMAGING),
                modalities,
                Set.copyOf(row.list("part")),
                Set.copyOf(row.list("loinc")),
                open,
                Integer.parseInt(row.told("days")));
    }

    DoseLimit dose(Row row) {
        Set<Route> routes = new HashSet<>();
        row.list("routes").forEach(each -> routes.add(Row.named(Route.class, each)));
        return new DoseLimit(
                rule(row, Kind.DOSE),
                drugs(row, "drugs"),
                routes,
                months(row.text("from age"), 0),
                months(row.text("to age"), Integer.MAX_VALUE),
                row.has("for") ? condition(row.text("for")) : null,
                row.text("unit"),
                number(row, "per dose"),
                number(row, "per day"),
                number(row, "per dose and kg"),
                number(row, "per day and kg"),
                number(row, "usual dose"),
                row.has("danger") ? new BigDecimal(row.text("danger")) : BigDecimal.TWO);
    }

    /** {@code 12} years or {@code 6 mo}. */
    private static int months(String age, int otherwise) {
        if (age.isEmpty()) {
            return otherwise;
        }
        return age.endsWith(" mo")
                ? Integer.parseInt(age.substring(0, age.length() - " mo".length()))
                : Integer.parseInt(age) * 12;
    }

    private static @Nullable BigDecimal number(Row row, String column) {
        return row.has(column) ? new BigDecimal(row.text(column)) : null;
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
