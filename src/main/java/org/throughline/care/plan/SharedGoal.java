package org.throughline.care.plan;

import java.util.List;
import java.util.Set;
import org.throughline.care.Parts;
import org.throughline.fhir.json.JsonObject;

/**
 * A goal, whoever's it is.
 *
 * @param what in words; never empty
 * @param status its life cycle, as FHIR has it
 * @param stands a code of {@link Statuses#ACHIEVEMENT}, or another one of that system
 * @param since a FHIR date; empty when unknown
 * @param due the same way
 * @param notes the oldest first
 */
public record SharedGoal(
        String id,
        Holder holder,
        String what,
        String status,
        String stands,
        String since,
        String due,
        List<Noted> notes) {
    private static final Set<String> OVER = Set.of("completed", "cancelled", "rejected", "entered-in-error");

    public SharedGoal {
        notes = List.copyOf(notes);
    }

    static SharedGoal of(JsonObject goal) {
        String what = Parts.words(goal.object("description"));
        return new SharedGoal(
                Parts.text(goal, "id"),
                Holder.of(goal),
                what.isEmpty() ? "A goal without a name" : what,
                Parts.text(goal, "lifecycleStatus"),
                Merging.stands(goal),
                Parts.text(goal, "startDate"),
                goal.objects("target").stream()
                        .map(each -> Parts.text(each, "dueDate"))
                        .filter(each -> !each.isEmpty())
                        .findFirst()
                        .orElse(""),
                Noted.all(goal, "note"));
    }

    /** Whether it is still to be reached. */
    public boolean goesOn() {
        return !OVER.contains(status);
    }
}
