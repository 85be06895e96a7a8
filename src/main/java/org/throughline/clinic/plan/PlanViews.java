package org.throughline.clinic.plan;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.care.entry.Choice;
import org.throughline.care.entry.TeamEntry;
import org.throughline.care.plan.Activity;
import org.throughline.care.plan.Holder;
import org.throughline.care.plan.Noted;
import org.throughline.care.plan.PlanBoard;
import org.throughline.care.plan.PlanRequest;
import org.throughline.care.plan.SharedGoal;
import org.throughline.care.plan.SharedPlan;
import org.throughline.care.plan.SharedTeam;
import org.throughline.care.plan.Statuses;
import org.throughline.care.plan.Teammate;
import org.throughline.clinic.plan.PlanView.ActivityRow;
import org.throughline.clinic.plan.PlanView.GoalRow;
import org.throughline.clinic.plan.PlanView.MateRow;
import org.throughline.clinic.plan.PlanView.Next;
import org.throughline.clinic.plan.PlanView.PlanRow;
import org.throughline.clinic.plan.PlanView.SentRow;
import org.throughline.clinic.plan.PlanView.TeamRow;
import org.throughline.clinic.plan.PlanView.Works;
import org.throughline.clinic.plan.Which.What;
import org.throughline.ui.Dates;

/**
 * Turns the plans of a patient into words, for one person. Pure.
 *
 * @param homes other organizations whose plans can be worked on, by their numbers
 * @param me the address of the person's own resource in the directory; empty when they are not in it
 */
record PlanViews(Caller caller, String patient, Map<Integer, String> homes, String me, Dates dates, LocalDate today) {
    private static final Comparator<ActivityRow> OPEN_FIRST =
            Comparator.comparing((ActivityRow each) -> Statuses.isOver(each.was()));

    private static final Comparator<PlanView.BriefRow> LATE_FIRST = Comparator.comparing(
                    (PlanView.BriefRow each) -> !each.late())
            .thenComparing(each -> !each.status().equals(Statuses.ofActivity("in-progress")));
    private static final int MOST_BRIEF = 6;

    PlanView view(PlanBoard board, List<PlanRequest> sent) {
        Set<String> moving = sent.stream()
                .filter(each -> each.state() == PlanRequest.State.ON_ITS_WAY)
                .map(each -> each.parts().getOrDefault("activity", ""))
                .collect(Collectors.toSet());
        Map<Boolean, List<SharedPlan>> plans =
                board.plans().stream().collect(Collectors.partitioningBy(SharedPlan::goesOn));
        List<SharedPlan> current = plans.getOrDefault(true, List.of());
        Set<String> planned = new HashSet<>();
        current.forEach(each -> planned.addAll(each.goals()));
        Map<Boolean, List<SharedGoal>> loose = board.goals().stream()
                .filter(each -> !planned.contains(each.id()))
                .collect(Collectors.partitioningBy(SharedGoal::goesOn));
        return new PlanView(
                current.stream().map(each -> plan(board, each, moving)).toList(),
                plans.getOrDefault(false, List.of()).stream()
                        .map(each -> plan(board, each, moving))
                        .toList(),
                loose.getOrDefault(true, List.of()).stream()
                        .map(each -> goal(each, Holder.US))
                        .toList(),
                loose.getOrDefault(false, List.of()).stream()
                        .map(each -> goal(each, Holder.US))
                        .toList(),
                board.people().stream().map(this::mate).toList(),
                board.teams().stream().map(each -> team(board, each)).toList(),
                sent.stream().map(this::sent).toList(),
                offers(current),
                new PlanView.Makes(makes("CarePlan"), makes("Goal"), makes("CareTeam")),
                denied(board),
                board.more());
    }

    /** What goes on, in a few lines: what is late first, then what is under way, then what is not begun, then the goals. */
    PlanView.Brief brief(PlanBoard board) {
        List<PlanView.BriefRow> rows = Stream.concat(
                        board.plans().stream()
                                .flatMap(plan -> plan.activities().stream()
                                        .map(each -> activity(plan, each, false, Set.of()))
                                        .filter(each -> !Statuses.isOver(each.was()))
                                        .map(each -> new PlanView.BriefRow(
                                                each.what(),
                                                each.status(),
                                                "",
                                                each.by(),
                                                each.late(),
                                                plan.holder().name())))
                                .sorted(LATE_FIRST),
                        board.goals().stream()
                                .map(each -> new PlanView.BriefRow(
                                        "Goal: " + each.what(),
                                        Statuses.ofGoal(each.stands()),
                                        goal(each, Holder.US).style(),
                                        dates.date(each.due()),
                                        goal(each, Holder.US).late(),
                                        each.holder().name())))
                .toList();
        return new PlanView.Brief(
                rows.stream().limit(MOST_BRIEF).toList(), Math.max(0, rows.size() - MOST_BRIEF), board.more());
    }

    private boolean makes(String type) {
        return caller.may(Interaction.CREATE, type);
    }

    /** Whether the person can work on something that is here or there. */
    boolean works(String type, Holder holder) {
        return caller.may(Interaction.UPDATE, type) && (holder.isUs() || homes.containsKey(holder.origin()));
    }

    /** Plans of others, where none of ours goes on yet. */
    private List<PlanView.Offer> offers(List<SharedPlan> current) {
        if (current.stream().anyMatch(each -> each.holder().isUs())) {
            return List.of();
        }
        return current.stream()
                .filter(each ->
                        !each.holder().isUs() && each.status().equals("active") && works("CarePlan", each.holder()))
                .map(each -> new PlanView.Offer(each.holder().name(), each.title(), address(What.ADD, each.id())))
                .toList();
    }

    private PlanRow plan(PlanBoard board, SharedPlan plan, Set<String> moving) {
        boolean works = plan.goesOn() && works("CarePlan", plan.holder());
        return new PlanRow(
                plan.id(),
                plan.title(),
                plan.holder().name(),
                plan.status().equals("active") ? "" : Statuses.ofPlan(plan.status()),
                facts(plan),
                plan.description(),
                board.goals().stream()
                        .filter(each -> plan.goals().contains(each.id()))
                        .map(each -> goal(each, plan.holder()))
                        .toList(),
                plan.activities().stream()
                        .map(each -> activity(plan, each, works, moving))
                        .sorted(OPEN_FIRST)
                        .toList(),
                plan.reviews().isEmpty() ? "" : noted(plan.reviews().getLast()),
                plan.notes().stream().map(this::noted).toList(),
                works
                        ? new Works(
                                address(What.ADD, plan.id()),
                                address(What.AIM, plan.id()),
                                address(What.REVIEW, plan.id()))
                        : null,
                form("CarePlan", "plans", plan.id(), plan.holder()));
    }

    private String facts(SharedPlan plan) {
        return Stream.of(
                        plan.start().isEmpty() ? "" : "from " + dates.date(plan.start()),
                        plan.end().isEmpty() ? "" : "until " + dates.date(plan.end()),
                        plan.author().isEmpty() ? "" : "by " + plan.author())
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    private ActivityRow activity(SharedPlan plan, Activity activity, boolean works, Set<String> moving) {
        boolean over = Statuses.isOver(activity.status());
        boolean moves = moving.contains(activity.key());
        return new ActivityRow(
                activity.key(),
                activity.what(),
                activity.status().isEmpty() ? "" : Statuses.ofActivity(activity.status()),
                activity.status().equals("completed") ? "done" : "",
                activity.who(),
                dates.date(activity.by()),
                !over && isPast(activity.by()),
                last(activity.progress()),
                activity.status(),
                works ? new Which(What.STEP, plan.id(), activity.key()).address(patient) : "",
                works && !moves ? next(activity.status()) : List.of(),
                moves);
    }

    private static List<Next> next(String status) {
        return switch (status) {
            case "not-started", "scheduled" -> List.of(new Next("in-progress", "Begin"), new Next("completed", "Done"));
            case "in-progress" -> List.of(new Next("completed", "Done"));
            case "on-hold" -> List.of(new Next("in-progress", "Go on"));
            default -> List.of();
        };
    }

    private boolean isPast(String day) {
        return day.length() == 10 && day.compareTo(today.toString()) < 0;
    }

    /** @param around whose what it stands in is */
    private GoalRow goal(SharedGoal goal, Holder around) {
        return new GoalRow(
                goal.id(),
                goal.what(),
                goal.holder().equals(around) ? "" : goal.holder().name(),
                Stream.of(
                                Statuses.ofGoal(goal.stands()),
                                goal.goesOn() ? "" : goal.status().equals("completed") ? "over" : "given up")
                        .filter(each -> !each.isEmpty())
                        .collect(Collectors.joining(", ")),
                switch (goal.stands()) {
                    case "achieved", "improving" -> "done";
                    case "worsening", "not-achieved" -> "caution";
                    default -> "";
                },
                dates.date(goal.due()),
                goal.goesOn() && !goal.stands().equals("achieved") && isPast(goal.due()),
                last(goal.notes()),
                goal.goesOn() && works("Goal", goal.holder()) ? address(What.STANDING, goal.id()) : "",
                form("Goal", "goals", goal.id(), goal.holder()));
    }

    private String form(String type, String kind, String id, Holder holder) {
        return holder.isUs() && caller.may(Interaction.UPDATE, type)
                ? "/patients/" + patient + "/" + kind + "/" + id
                : "";
    }

    private String address(What what, String id) {
        return Which.of(what, id).address(patient);
    }

    private String last(List<Noted> notes) {
        return notes.isEmpty() ? "" : noted(notes.getLast());
    }

    /** What was noted, by whom and when. */
    String noted(Noted note) {
        String by = Stream.of(note.author(), dates.date(note.at()))
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining(", "));
        return by.isEmpty() ? note.text() : note.text() + " – " + by;
    }

    private MateRow mate(Teammate mate) {
        return new MateRow(
                mate.name(),
                String.join(", ", mate.roles()),
                mate.organization(),
                mate.means(),
                mate.until().isEmpty() ? "" : "until " + dates.date(mate.until()),
                isMe(mate));
    }

    private boolean isMe(Teammate mate) {
        return !me.isEmpty() && mate.keys().contains(me);
    }

    private TeamRow team(PlanBoard board, SharedTeam team) {
        boolean works = team.isActive() && !me.isEmpty() && works("CareTeam", team.holder());
        boolean within = board.people().stream()
                .filter(this::isMe)
                .flatMap(each -> each.places().stream())
                .anyMatch(each -> each.team().equals(team.id())
                        && (each.until().isEmpty() || each.until().compareTo(today.toString()) > 0));
        return new TeamRow(
                team.id(),
                team.name().isEmpty() ? "Care team" : team.name(),
                team.holder().name(),
                team.isActive() ? "" : words(team.status()),
                works && !within ? address(What.JOIN, team.id()) : "",
                works && within ? address(What.LEAVE, team.id()) : "",
                form("CareTeam", "team", team.id(), team.holder()));
    }

    private static String words(String status) {
        return TeamEntry.STATUSES.stream()
                .filter(each -> each.code().equals(status))
                .map(Choice::words)
                .findFirst()
                .orElse(status);
    }

    private SentRow sent(PlanRequest request) {
        return new SentRow(
                request.id(),
                request.words(),
                request.home().display(),
                request.author().display() + ", " + dates.moment(request.at()),
                request.state() == PlanRequest.State.REFUSED ? request.why() : "");
    }

    private static String denied(PlanBoard board) {
        return Stream.of(
                        board.denied().contains("CarePlan") ? "plans" : "",
                        board.denied().contains("Goal") ? "goals" : "",
                        board.denied().contains("CareTeam") ? "care teams" : "")
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining(", "));
    }
}
