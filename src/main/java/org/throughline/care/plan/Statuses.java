package org.throughline.care.plan;

import java.util.List;
import java.util.Set;
import org.throughline.care.entry.Choice;

/**
 * What activities and goals can be at, in the words of the clinic.
 *
 * @see <a href="https://hl7.org/fhir/R4/valueset-care-plan-activity-status.html">CarePlan.activity.detail.status</a>
 * @see <a href="https://hl7.org/fhir/R4/valueset-goal-achievement.html">Goal.achievementStatus</a>
 */
public final class Statuses {
    /** Of activities that somebody can choose. */
    public static final List<Choice> ACTIVITY = List.of(
            new Choice("not-started", "Not begun"),
            new Choice("scheduled", "Booked"),
            new Choice("in-progress", "Under way"),
            new Choice("on-hold", "On hold"),
            new Choice("completed", "Done"),
            new Choice("stopped", "Stopped"),
            new Choice("cancelled", "Called off"));

    /** How goals stand. */
    public static final List<Choice> ACHIEVEMENT = List.of(
            new Choice("none", "Not judged"),
            new Choice("improving", "Improving"),
            new Choice("no-change", "No change"),
            new Choice("worsening", "Worsening"),
            new Choice("achieved", "Reached"),
            new Choice("not-achieved", "Not reached"));

    /** The code system of {@link #ACHIEVEMENT}. */
    public static final String ACHIEVEMENTS = "http://terminology.hl7.org/CodeSystem/goal-achievement";

    private static final List<Choice> PLAN = List.of(
            new Choice("active", "Under way"),
            new Choice("draft", "Not begun"),
            new Choice("on-hold", "On hold"),
            new Choice("completed", "Completed"),
            new Choice("revoked", "Given up"));

    private static final Set<String> OVER = Set.of("completed", "cancelled", "stopped");

    private Statuses() {}

    /** What the status of an activity is called. */
    public static String ofActivity(String code) {
        return Choice.words(ACTIVITY, code);
    }

    /** What the status of a plan is called. */
    public static String ofPlan(String code) {
        return Choice.words(PLAN, code);
    }

    /** What is said of a goal; empty for nothing. */
    public static String ofGoal(String code) {
        return code.equals("none") ? "" : Choice.words(ACHIEVEMENT, code);
    }

    /** Whether an activity of this status goes on no more. */
    public static boolean isOver(String activity) {
        return OVER.contains(activity);
    }
}
