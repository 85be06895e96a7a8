package org.throughline.care.plan;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.care.entry.Concept;
import org.throughline.fhir.json.JsonObject;

/**
 * A plan of care, whoever's it is.
 *
 * @param title never empty
 * @param status as FHIR has it
 * @param description what is to be done, in one text, as older plans have it; empty for none
 * @param start a FHIR date; empty when unknown
 * @param end the same way
 * @param author who made it; empty when that is not said
 * @param goals the ids of its goals, of those that are here
 * @param notes the oldest first
 * @param reviews the same way
 */
public record SharedPlan(
        String id,
        Holder holder,
        String title,
        String status,
        String description,
        String start,
        String end,
        String author,
        List<Activity> activities,
        Set<String> goals,
        List<Noted> notes,
        List<Noted> reviews) {
    private static final Set<String> GOES_ON = Set.of("active", "on-hold", "draft");
    private static final String ASSESSMENT = "assess-plan";

    public SharedPlan {
        activities = List.copyOf(activities);
        goals = Set.copyOf(goals);
        notes = List.copyOf(notes);
        reviews = List.copyOf(reviews);
    }

    static SharedPlan of(JsonObject plan) {
        JsonObject period = Objects.requireNonNullElse(plan.object("period"), JsonObject.EMPTY);
        JsonObject author = Objects.requireNonNullElse(plan.object("author"), JsonObject.EMPTY);
        return new SharedPlan(
                Parts.text(plan, "id"),
                Holder.of(plan),
                title(plan),
                Parts.text(plan, "status"),
                Parts.text(plan, "description"),
                Parts.text(period, "start"),
                Parts.text(period, "end"),
                Parts.text(author, "display"),
                Activity.of(plan),
                plan.objects("goal").stream()
                        .map(each -> Parts.idOf(each, "Goal"))
                        .filter(each -> !each.isEmpty())
                        .collect(Collectors.toSet()),
                plan.objects("note").stream()
                        .filter(each -> !isReview(each))
                        .map(Noted::of)
                        .toList(),
                plan.objects("note").stream()
                        .filter(SharedPlan::isReview)
                        .map(Noted::of)
                        .toList());
    }

    private static boolean isReview(JsonObject note) {
        return Parts.extension(note, Merging.REVIEW) != null;
    }

    private static String title(JsonObject plan) {
        String title = Parts.text(plan, "title");
        return title.isEmpty()
                ? plan.objects("category").stream()
                        .filter(each -> Concept.of(each).codings().stream()
                                .noneMatch(coding -> coding.code().equals(ASSESSMENT)))
                        .map(Parts::words)
                        .filter(words -> !words.isEmpty())
                        .findFirst()
                        .orElse("Plan of care")
                : title;
    }

    /** Whether it still holds, so that it can be worked on. */
    public boolean goesOn() {
        return GOES_ON.contains(status);
    }

    /** The activity of a key; null when there is none. */
    public @Nullable Activity activity(String key) {
        return activities.stream()
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElse(null);
    }
}
