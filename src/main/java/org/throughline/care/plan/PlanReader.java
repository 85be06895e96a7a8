package org.throughline.care.plan;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.care.Parts;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.reference.References;
import org.throughline.kernel.Address;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.search.SearchPage;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;
import org.throughline.search.query.Target;

/** Reads the plans, goals and care teams of a patient, those of other organizations for a caller who asks for them too. */
public final class PlanReader {
    private static final int MOST = 200;
    private static final int FEW = 20;
    private static final String PLAN = "CarePlan";
    private static final String GOAL = "Goal";
    private static final String TEAM = "CareTeam";
    private static final String PRACTITIONER = "Practitioner";
    private static final Pattern PERSON = Pattern.compile("https?://[^,|$\\\\\\s]+/Practitioner/[A-Za-z0-9.-]{1,64}");
    private static final Set<String> IN_ERROR = Set.of("entered-in-error");

    private final Records records;
    private final Searches searches;
    private final References references;
    private final Clock clock;

    /**
     * @param references reads references to resources here
     * @param clock of the practice, in whose time zone days begin
     */
    public PlanReader(Records records, Searches searches, References references, Clock clock) {
        this.records = records;
        this.searches = searches;
        this.references = references;
        this.clock = clock;
    }

    /** What was found of a type. */
    private record Found(List<JsonObject> resources, boolean more) {
        static final Found NOTHING = new Found(List.of(), false);
    }

    /** All of a patient's. Reading is not audited here. */
    public PlanBoard read(Caller caller, String patient) {
        Set<String> types = Set.of(PLAN, GOAL, TEAM);
        Set<String> reached = records.reached(caller, patient, types);
        Found plans = find(caller, patient, PLAN, "-date", reached);
        Found goals = find(caller, patient, GOAL, "-start-date", reached);
        Found teams = find(caller, patient, TEAM, "-date", reached);
        List<JsonObject> active = teams.resources().stream()
                .filter(each -> SharedTeam.of(each).isActive() && isNow(each))
                .toList();
        Set<String> denied = new HashSet<>(types);
        denied.removeAll(reached);
        return new PlanBoard(
                plans.resources().stream()
                        .map(SharedPlan::of)
                        .sorted(Comparator.comparing((SharedPlan each) -> !each.goesOn()))
                        .toList(),
                goals.resources().stream().map(SharedGoal::of).toList(),
                teams.resources().stream().map(SharedTeam::of).toList(),
                new TeamReader(references, people(caller, active), today()).read(active),
                denied,
                plans.more() || goals.more() || teams.more());
    }

    /** What goes on of a patient's plans and goals, without teams, for who shows it beside other things; a few at most. */
    public PlanBoard current(Caller caller, String patient) {
        Set<String> reached = records.reached(caller, patient, Set.of(PLAN, GOAL));
        Found plans = find(caller, patient, PLAN, "-date", reached, FEW, new Argument("status", "active"));
        Found goals =
                find(caller, patient, GOAL, "-start-date", reached, FEW, new Argument("lifecycle-status", "active"));
        return new PlanBoard(
                plans.resources().stream().map(SharedPlan::of).toList(),
                goals.resources().stream().map(SharedGoal::of).toList(),
                List.of(),
                List.of(),
                Set.of(),
                plans.more() || goals.more());
    }

    private String today() {
        return LocalDate.now(clock).toString();
    }

    /** A team that was to end by now has. */
    private boolean isNow(JsonObject team) {
        String end = Parts.text(team.object("period"), "end");
        String today = today();
        return end.isEmpty() || end.compareTo(today.substring(0, Math.min(today.length(), end.length()))) >= 0;
    }

    private Found find(Caller caller, String patient, String type, String order, Set<String> reached) {
        return find(caller, patient, type, order, reached, MOST);
    }

    private Found find(
            Caller caller, String patient, String type, String order, Set<String> reached, int most, Argument... more) {
        if (!reached.contains(type)) {
            return Found.NOTHING;
        }
        List<Argument> arguments = new ArrayList<>(List.of(more));
        arguments.add(new Argument("patient", "Patient/" + patient));
        arguments.add(new Argument("_sort", order));
        arguments.add(new Argument("_count", Integer.toString(most)));
        SearchPage page = searches.run(caller, new SearchRequest(new Target.OfType(type), arguments, true));
        return new Found(
                page.matches().stream()
                        .map(this::open)
                        .filter(each -> !IN_ERROR.contains(Parts.text(each, "status"))
                                && !IN_ERROR.contains(Parts.text(each, "lifecycleStatus")))
                        .toList(),
                page.next() != null);
    }

    /** Those whom teams refer to, of whom the caller may know: by their references, and by where others hold them. */
    private Map<String, JsonObject> people(Caller caller, List<JsonObject> teams) {
        Set<Long> addresses = TeamReader.members(teams)
                .flatMap(each -> Stream.ofNullable(references.local(each)))
                .map(each -> Address.of(each.type(), each.id()))
                .collect(Collectors.toSet());
        Map<String, JsonObject> people = new HashMap<>();
        records.present(caller, new ArrayList<>(addresses))
                .forEach(each -> people.put(each.type() + "/" + each.id(), open(each)));
        String elsewhere = TeamReader.members(teams)
                .filter(each -> PERSON.matcher(each).matches() && references.local(each) == null)
                .distinct()
                .limit(MOST)
                .collect(Collectors.joining(","));
        if (!elsewhere.isEmpty() && caller.may(Interaction.SEARCH, PRACTITIONER)) {
            searches
                    .run(
                            caller,
                            new SearchRequest(
                                    new Target.OfType(PRACTITIONER),
                                    List.of(
                                            new Argument("_source", elsewhere),
                                            new Argument("_count", Integer.toString(MOST))),
                                    true))
                    .matches()
                    .stream()
                    .map(this::open)
                    .forEach(each -> people.put(Parts.text(each.object("meta"), "source"), each));
        }
        return people;
    }

    private JsonObject open(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }
}
