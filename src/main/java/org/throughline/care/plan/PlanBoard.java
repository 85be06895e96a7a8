package org.throughline.care.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The plans, goals and care teams of a patient, whoever's they are.
 *
 * @param plans those that go on first, then the newest
 * @param goals in the order in which they were set, the newest first
 * @param people who cares for the patient now, each once
 * @param denied the types that the caller may not see
 * @param more whether there are older ones that were not read
 */
public record PlanBoard(
        List<SharedPlan> plans,
        List<SharedGoal> goals,
        List<SharedTeam> teams,
        List<Teammate> people,
        Set<String> denied,
        boolean more) {
    public PlanBoard {
        plans = List.copyOf(plans);
        goals = List.copyOf(goals);
        teams = List.copyOf(teams);
        people = List.copyOf(people);
        denied = Set.copyOf(denied);
    }

    /** The plan of an id. */
    public Optional<SharedPlan> plan(String id) {
        return plans.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /** The goal of an id. */
    public Optional<SharedGoal> goal(String id) {
        return goals.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /** The team of an id. */
    public Optional<SharedTeam> team(String id) {
        return teams.stream().filter(each -> each.id().equals(id)).findFirst();
    }
}
