package org.throughline.clinic.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.throughline.care.entry.Choice;
import org.throughline.care.entry.sheet.Field;
import org.throughline.care.plan.Activity;
import org.throughline.care.plan.Change;
import org.throughline.care.plan.Holder;
import org.throughline.care.plan.Noted;
import org.throughline.care.plan.PlanBoard;
import org.throughline.care.plan.SharedGoal;
import org.throughline.care.plan.SharedPlan;
import org.throughline.care.plan.SharedTeam;
import org.throughline.care.plan.Statuses;
import org.throughline.care.plan.Teammate;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * The forms of the plan, before anything is typed into them. Pure.
 *
 * @param name whose chart it is, as buttons say it
 */
record PlanForms(PlanViews views, PlanBoard board, String name) {
    private static final int MOST_NOTES = 8;

    /** @throws Failed with {@link Failure.NotFound} when there is nothing of that kind */
    PlanForm of(Which which) {
        return switch (which.what()) {
            case ADD -> {
                SharedPlan plan = plan(which);
                yield form(
                        which,
                        "New activity",
                        plan.title(),
                        List.of(),
                        plan.holder(),
                        "",
                        "Add it",
                        List.of(
                                text("what", "What is to be done", ""),
                                choice("who", "Who does it", performers()),
                                day("by", "By")),
                        Map.of());
            }
            case STEP -> {
                Activity activity = activity(which);
                yield form(
                        which,
                        "How it goes",
                        activity.what(),
                        activity.progress(),
                        plan(which).holder(),
                        activity.status(),
                        "Save it",
                        activity.status().isEmpty()
                                ? List.of(note("text", "What happened"))
                                : List.of(
                                        choice("status", "Status", withPresent(Statuses.ACTIVITY, activity.status())),
                                        note("text", "What happened")),
                        Map.of("status", activity.status()));
            }
            case AIM -> {
                SharedPlan plan = plan(which);
                yield form(
                        which,
                        "New goal",
                        plan.title(),
                        List.of(),
                        plan.holder(),
                        "",
                        "Add it",
                        List.of(text("what", "What is to be reached", ""), day("due", "By")),
                        Map.of());
            }
            case REVIEW -> {
                SharedPlan plan = plan(which);
                yield form(
                        which,
                        "Review of the plan",
                        plan.title(),
                        plan.reviews(),
                        plan.holder(),
                        "",
                        "Save it",
                        List.of(note("text", "What came of it")),
                        Map.of());
            }
            case STANDING -> {
                SharedGoal goal = board.goal(which.id()).orElseThrow(PlanForms::missing);
                yield form(
                        which,
                        "How the goal stands",
                        goal.what(),
                        goal.notes(),
                        goal.holder(),
                        goal.stands(),
                        "Save it",
                        List.of(
                                choice("stands", "It is", withPresent(Statuses.ACHIEVEMENT, goal.stands())),
                                note("text", "What says so")),
                        Map.of("stands", goal.stands()));
            }
            case JOIN -> {
                SharedTeam team = team(which);
                yield form(
                        which,
                        "Join this team",
                        team.name().isEmpty() ? "Care team" : team.name(),
                        List.of(),
                        team.holder(),
                        "",
                        "Join it",
                        List.of(text("role", "What you do for the patient", "team-roles")),
                        Map.of());
            }
            case LEAVE -> {
                SharedTeam team = team(which);
                yield form(
                        which,
                        "Leave this team",
                        team.name().isEmpty() ? "Care team" : team.name(),
                        List.of(),
                        team.holder(),
                        "",
                        "Leave it after today",
                        List.of(),
                        Map.of());
            }
        };
    }

    /** What a change is of, in words. */
    String subject(Which which) {
        return switch (which.what()) {
            case ADD, AIM, REVIEW -> plan(which).title();
            case STEP -> activity(which).what();
            case STANDING ->
                board.goal(which.id()).orElseThrow(PlanForms::missing).what();
            case JOIN, LEAVE ->
                team(which).name().isEmpty() ? "Care team" : team(which).name();
        };
    }

    private SharedPlan plan(Which which) {
        return board.plan(which.id()).orElseThrow(PlanForms::missing);
    }

    private Activity activity(Which which) {
        Activity activity = plan(which).activity(which.activity());
        if (activity == null) {
            throw new Failed(
                    new Failure.Conflict("This activity was changed or taken out of the plan meanwhile. Look again."));
        }
        return activity;
    }

    private SharedTeam team(Which which) {
        return board.team(which.id()).orElseThrow(PlanForms::missing);
    }

    private static Failed missing() {
        return new Failed(new Failure.NotFound("There is no such entry in this chart."));
    }

    private PlanForm form(
            Which which,
            String title,
            String about,
            List<Noted> notes,
            Holder holder,
            String was,
            String button,
            List<Field> fields,
            Map<String, String> typed) {
        if (!views.works(which.what().type(), holder)) {
            throw new Failed(new Failure.Forbidden("This cannot be changed from here."));
        }
        return new PlanForm(
                which.address(views.patient()),
                "/patients/" + views.patient() + "/plan",
                views.patient(),
                title,
                about,
                notes.reversed().stream().limit(MOST_NOTES).map(views::noted).toList(),
                holder.name(),
                was,
                button + " · " + name,
                fields,
                typed,
                Map.of(),
                "",
                0,
                "");
    }

    /** Who can do something: the patient, whoever says so, and those of the care team who are in a directory. */
    List<Choice> performers() {
        List<Choice> choices = new ArrayList<>(
                List.of(new Choice("", "Nobody in particular"), new Choice(Change.Performer.PATIENT, "The patient")));
        if (!views.me().isEmpty()) {
            choices.add(new Choice(views.me(), views.caller().display()));
        }
        board.people().stream()
                .filter(each -> !each.address().isEmpty()
                        && choices.stream().noneMatch(choice -> choice.code().equals(each.address())))
                .map(PlanForms::choice)
                .forEach(choices::add);
        return choices;
    }

    private static Choice choice(Teammate mate) {
        return new Choice(
                mate.address(), mate.organization().isEmpty() ? mate.name() : mate.name() + ", " + mate.organization());
    }

    /** With what it is now, where that is nothing one would choose. */
    private static List<Choice> withPresent(List<Choice> choices, String present) {
        return choices.stream().anyMatch(each -> each.code().equals(present))
                ? choices
                : Stream.concat(Stream.of(new Choice(present, present)), choices.stream())
                        .toList();
    }

    private static Field text(String name, String label, String offers) {
        return new Field(name, label, Field.Kind.TEXT, List.of(), offers, "", "");
    }

    private static Field note(String name, String label) {
        return new Field(name, label, Field.Kind.NOTE, List.of(), "", "", "");
    }

    private static Field day(String name, String label) {
        return new Field(name, label, Field.Kind.DAY, List.of(), "", "t+3m · 14/7/27", "");
    }

    private static Field choice(String name, String label, List<Choice> choices) {
        return new Field(name, label, Field.Kind.CHOICE, choices, "", "", "");
    }
}
