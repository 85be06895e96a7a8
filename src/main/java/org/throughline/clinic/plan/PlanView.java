package org.throughline.clinic.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The section of the plan, in words.
 *
 * @param plans those that go on
 * @param past those that are over
 * @param loose goals that are in no plan that goes on
 * @param reached goals of no such plan that are over
 * @param offers plans of other organizations to which something can be added before another one is made
 * @param makes whether this person may make a plan, a goal and a team, in this order
 * @param denied what this person is not permitted to see, in words; empty for nothing
 * @param more whether there are older ones that are not shown
 */
public record PlanView(
        List<PlanRow> plans,
        List<PlanRow> past,
        List<GoalRow> loose,
        List<GoalRow> reached,
        List<MateRow> people,
        List<TeamRow> teams,
        List<SentRow> sent,
        List<Offer> offers,
        Makes makes,
        String denied,
        boolean more) {
    public PlanView {
        plans = List.copyOf(plans);
        past = List.copyOf(past);
        loose = List.copyOf(loose);
        reached = List.copyOf(reached);
        people = List.copyOf(people);
        teams = List.copyOf(teams);
        sent = List.copyOf(sent);
        offers = List.copyOf(offers);
    }

    /**
     * What goes on, in a few lines, for the summary of a chart.
     *
     * @param hidden how many lines are not among them
     * @param more whether there is more than was read
     */
    public record Brief(List<BriefRow> rows, int hidden, boolean more) {
        public Brief {
            rows = List.copyOf(rows);
        }
    }

    /** An activity or goal in one line; the holder is empty for ours. */
    public record BriefRow(String what, String status, String style, String by, boolean late, String holder) {}

    /** What this person may make anew. */
    public record Makes(boolean plan, boolean goal, boolean team) {}

    /** A plan of another organization, and where something is added to it. */
    public record Offer(String home, String title, String address) {}

    /**
     * A plan.
     *
     * @param holder the organization whose it is; empty for ours
     * @param facts from when, until when, by whom
     * @param review when it was gone through last, by whom, and what came of it; empty for never
     * @param works where an activity is added, a goal is added, and it is reviewed; null when this person cannot
     * @param change where its own form is; empty for none
     */
    public record PlanRow(
            String id,
            String title,
            String holder,
            String status,
            String facts,
            String description,
            List<GoalRow> goals,
            List<ActivityRow> activities,
            String review,
            List<String> notes,
            @Nullable Works works,
            String change) {
        public PlanRow {
            goals = List.copyOf(goals);
            activities = List.copyOf(activities);
            notes = List.copyOf(notes);
        }
    }

    /** Where a plan is worked on. */
    public record Works(String add, String aim, String review) {}

    /**
     * A goal.
     *
     * @param holder the organization whose it is, where that is not said around it; empty for ours
     * @param stands how it stands; empty when that was not judged
     * @param style {@code done}, {@code caution} or empty
     * @param last what was noted of it last, by whom and when
     * @param address where one says how it stands; empty when this person cannot
     * @param change where its own form is; empty for none
     */
    public record GoalRow(
            String id,
            String what,
            String holder,
            String stands,
            String style,
            String due,
            boolean late,
            String last,
            String address,
            String change) {}

    /**
     * An activity.
     *
     * @param last what was noted of it last, by whom and when
     * @param was its status as FHIR has it
     * @param address where it is brought on; empty when this person cannot
     * @param next what one click makes of it
     * @param onItsWay whether a change of it is on its way
     */
    public record ActivityRow(
            String key,
            String what,
            String status,
            String style,
            String who,
            String by,
            boolean late,
            String last,
            String was,
            String address,
            List<Next> next,
            boolean onItsWay) {
        public ActivityRow {
            next = List.copyOf(next);
        }
    }

    /** A status that one click sets. */
    public record Next(String status, String words) {}

    /** Somebody of the care team. */
    public record MateRow(String name, String roles, String organization, String means, String until, boolean me) {}

    /**
     * A care team.
     *
     * @param title never empty
     * @param holder the organization whose it is; empty for ours
     * @param join where one joins it; empty when this person cannot
     * @param leave where one leaves it; empty when this person is not in it
     * @param change where its own form is; empty for none
     */
    public record TeamRow(
            String id, String title, String holder, String status, String join, String leave, String change) {}

    /** A change that was sent, and what has become of it. */
    public record SentRow(String id, String words, String home, String by, String why) {
        public boolean refused() {
            return !why.isEmpty();
        }
    }
}
