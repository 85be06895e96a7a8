package org.throughline.care.recall;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.chart.Person;
import org.throughline.care.chart.PersonReader;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.record.Target;
import org.throughline.search.SearchPage;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;

/** Keeps the rules by which patients are called back, and finds who is due. */
public final class Recalls {
    private static final String PLAN = "PlanDefinition";
    private static final int PAGE = 250;
    private static final int MOST_LOOKED_AT = 20_000;

    private final Records records;
    private final Searches searches;
    private final Types types;
    private final Contacts contacts;

    public Recalls(Records records, Searches searches, Types types) {
        this.records = records;
        this.searches = searches;
        this.types = types;
        this.contacts = new Contacts(records, searches);
    }

    /** The rules, by name. */
    public List<RecallRule> rules(Caller caller) {
        return first(
                        caller,
                        PLAN,
                        new Argument("type", RecallResource.KIND + "|" + RecallResource.RECALL),
                        new Argument("status", "active"))
                .matches()
                .stream()
                .map(stored -> RecallResource.read(open(stored), stored.version()))
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(RecallRule::name))
                .toList();
    }

    /**
     * Keeps a rule, a new one or a changed one.
     *
     * @throws org.throughline.kernel.Failed with {@code PreconditionFailed} when somebody else has changed it meanwhile
     */
    public void keep(Caller caller, RecallRule rule) {
        JsonObject plan = RecallResource.of(rule);
        if (rule.id().isEmpty()) {
            write(caller, Action.CREATE, new Intent.Create(PLAN, () -> plan, null, null));
            return;
        }
        JsonObject named = plan.with("id", new JsonString(rule.id()));
        write(
                caller,
                Action.UPDATE,
                new Intent.Update(
                        new Target.ById(PLAN, rule.id()), () -> named, new Precondition.Version(rule.version()), null));
    }

    /** A rule does not hold any more. */
    public void retire(Caller caller, RecallRule rule) {
        write(
                caller,
                Action.UPDATE,
                new Intent.Patch(
                        new Target.ById(PLAN, rule.id()),
                        plan -> plan.with("status", new JsonString("retired")),
                        new Precondition.Version(rule.version())));
    }

    /**
     * Who is due today. Who has such a visit before them already is not.
     *
     * @param today where the practice is
     */
    public Due due(Caller caller, RecallRule rule, LocalDate today) {
        List<Due.Row> rows = new ArrayList<>();
        int looked = 0;
        SearchPage page = first(caller, "Patient", patients(rule, today).toArray(Argument[]::new));
        while (true) {
            List<Person> people = page.matches().stream()
                    .map(stored -> PersonReader.read(open(stored)))
                    .filter(person -> person.deceased() == null)
                    .toList();
            looked += page.matches().size();
            rows.addAll(due(caller, rule, people, today));
            if (page.next() == null || looked >= MOST_LOOKED_AT) {
                break;
            }
            page = searches.next(
                    caller,
                    new org.throughline.search.query.Target.OfType("Patient"),
                    Objects.requireNonNull(page.next()));
        }
        rows.sort(Comparator.comparing(Due.Row::last)
                .thenComparing(row -> row.person().family())
                .thenComparing(row -> row.person().given()));
        return new Due(rows, looked, page.next() != null);
    }

    private static List<Argument> patients(RecallRule rule, LocalDate today) {
        List<Argument> arguments = new ArrayList<>();
        arguments.add(new Argument("active:not", "false")); // whose chart has moved is recalled there
        if (rule.from() > 0) {
            arguments.add(new Argument("birthdate", "le" + today.minusYears(rule.from())));
        }
        if (rule.to() > 0) {
            arguments.add(new Argument("birthdate", "gt" + today.minusYears(rule.to() + 1L)));
        }
        if (!rule.gender().isEmpty()) {
            arguments.add(new Argument("gender", rule.gender()));
        }
        if (!rule.vaccine().isEmpty()) {
            arguments.add(new Argument(
                    "_has:ImmunizationRecommendation:patient:status", RecallRule.DUE + "|" + rule.vaccineCode()));
        }
        if (!rule.codes().isEmpty()) {
            arguments.add(new Argument(
                    "_has:Condition:patient:code",
                    rule.codes().stream()
                            .map(coding -> coding.system() + "|" + coding.code())
                            .collect(Collectors.joining(","))));
        }
        return arguments;
    }

    private List<Due.Row> due(Caller caller, RecallRule rule, List<Person> people, LocalDate today) {
        if (people.isEmpty()) {
            return List.of();
        }
        String all = references(people);
        Set<String> booked = contacts.next(caller, all, rule.type(), today).keySet();
        LocalDate before = today.minusMonths(rule.months());
        // Whoever was here in time is most of them, and their earlier visits need not be read.
        Set<String> inTime =
                contacts.last(caller, all, rule.type(), "gt" + before).keySet();
        List<Person> overdue = people.stream()
                .filter(person -> !booked.contains(person.id()) && !inTime.contains(person.id()))
                .toList();
        if (overdue.isEmpty()) {
            return List.of();
        }
        Map<String, String> last = contacts.last(caller, references(overdue), rule.type(), "le" + before);
        return overdue.stream()
                .map(person -> new Due.Row(person, last.getOrDefault(person.id(), "")))
                .toList();
    }

    private static String references(List<Person> people) {
        return people.stream().map(person -> "Patient/" + person.id()).collect(Collectors.joining(","));
    }

    private SearchPage first(Caller caller, String type, Argument... criteria) {
        List<Argument> arguments = new ArrayList<>(List.of(criteria));
        arguments.add(new Argument("_count", Integer.toString(PAGE)));
        return searches.run(
                caller, new SearchRequest(new org.throughline.search.query.Target.OfType(type), arguments, true));
    }

    private void write(Caller caller, Action action, Intent intent) {
        records.write(
                caller,
                List.of(intent),
                (at, written, patients) -> Access.of(
                        at, caller, action, types.number(PLAN), PLAN, action == Action.CREATE ? 201 : 200, patients));
    }

    private JsonObject open(@Nullable Stored stored) {
        return records.bodies()
                .open(Objects.requireNonNull(Objects.requireNonNull(stored).body()));
    }
}
