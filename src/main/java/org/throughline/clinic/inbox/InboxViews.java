package org.throughline.clinic.inbox;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.care.result.Pressing;
import org.throughline.care.task.Addressee;
import org.throughline.care.task.Escalation;
import org.throughline.care.task.Member;
import org.throughline.care.task.Roster;
import org.throughline.care.task.Waiting;
import org.throughline.clinic.PatientList;
import org.throughline.kernel.Address;
import org.throughline.ui.Dates;

/**
 * Puts what waits into words. Pure.
 *
 * @param results after how long others are told of results
 * @param visitor the number of the account of whoever looks
 * @param seen references of what the visitor may see; the rest is only told to be there
 * @param patients by their addresses, those whom the visitor may know
 */
record InboxViews(
        Team.Present team,
        Escalation.Rule rule,
        Pressing.Rule results,
        Instant now,
        long visitor,
        Showing showing,
        Set<String> seen,
        Map<Long, PatientList.Row> patients,
        Dates dates,
        LocalDate today) {

    InboxView.Row row(Waiting waiting, String current) {
        boolean begun = waiting.type().equals(Waiting.BEGUN);
        boolean shown = begun || seen.contains(waiting.reference());
        PatientList.Row patient = patient(waiting);
        return new InboxView.Row(
                waiting.reference(),
                !begun || isOwn(waiting) ? showing.address(waiting) : "",
                kind(waiting.kind()),
                patient == null ? "" : patient.name(),
                patient == null ? "" : patient.born(),
                shown ? waiting.what() : "Your roles do not show you what this says",
                showing.list().equals(Showing.MINE) && !(begun && !isOwn(waiting)) ? waiting.from() : forWhom(waiting),
                when(waiting),
                waiting.isOverdue(today) ? "caution" : "",
                waiting.priority() == Waiting.Priority.ROUTINE
                        ? ""
                        : waiting.priority().words(),
                escalation(waiting),
                waiting.reference().equals(current));
    }

    private boolean isOwn(Waiting waiting) {
        return waiting.addressees().contains(new Addressee.Account(visitor));
    }

    PatientList.@Nullable Row patient(Waiting waiting) {
        return waiting.patient().isEmpty() ? null : patients.get(Address.of("Patient", waiting.patient()));
    }

    private static String kind(Waiting.Kind kind) {
        return switch (kind) {
            case TASK -> "Task";
            case MESSAGE -> "Message";
            case REQUEST -> "Request";
            case RESULT -> "Result";
            case NOTE -> "Note";
            case DRAFT, ORDER -> "Order";
            case REFERRED, REFERRAL -> "Referral";
        };
    }

    /** By when, or since when, in as few words as say it. */
    String when(Waiting waiting) {
        LocalDate due = waiting.due();
        if (due == null) {
            return dates.moment(waiting.since());
        }
        long days = ChronoUnit.DAYS.between(today, due);
        if (days == 0 || days == 1) {
            return days == 0 ? "due today" : "due tomorrow";
        }
        String day = dates.date(due.toString());
        return days > 1 ? "due " + day : "overdue since " + day;
    }

    String escalation(Waiting waiting) {
        if (waiting.kind() == Waiting.Kind.RESULT && waiting.type().equals("DiagnosticReport")) {
            return passing(waiting);
        }
        if (waiting.escalated()) {
            return "passed on: overdue";
        }
        LocalDate day = rule.day(waiting);
        return day == null ? "" : "goes to " + rule.to().display() + " on " + dates.date(day.toString());
    }

    /** Who was told of a result because nobody looked, and who is told next and when. */
    private String passing(Waiting waiting) {
        Map<Boolean, List<Pressing.Step>> steps = Pressing.steps(waiting, results, team.roster()).stream()
                .collect(Collectors.partitioningBy(step -> step.at().isAfter(now)));
        List<String> words = new ArrayList<>();
        steps.getOrDefault(false, List.of())
                .forEach(step -> words.add("passed on to " + (step.to() == null ? who(step) : "a colleague")));
        steps.getOrDefault(true, List.of())
                .forEach(step -> words.add("goes to " + who(step) + " at " + dates.moment(step.at())));
        return String.join(", ", words);
    }

    private static String who(Pressing.Step step) {
        return step.to() == null ? "the practice managers" : step.to().name();
    }

    /** Whom it waits for, and on whose list it is when that is somebody else. */
    String forWhom(Waiting waiting) {
        Addressee first = waiting.addressees().stream().findFirst().orElse(null);
        String named = switch (first) {
            case null -> "";
            case Addressee.Person person ->
                team.roster().member(person.reference()).map(Member::name).orElse("");
            case Addressee.Account account ->
                team.roster().member(account.number()).map(Member::name).orElse("");
            case Addressee.Role role -> team.roleName(role.code());
            case Addressee.Elsewhere ignored -> "";
        };
        Roster roster = team.roster();
        String holder = roster.holder(waiting.addressees()).map(Member::name).orElse("");
        if (named.isEmpty() || named.equals(holder)) {
            return holder;
        }
        return first instanceof Addressee.Role ? named + ": " + holder : named + " → " + holder;
    }

    /** What is to be known of it in the panel. */
    List<InboxView.Fact> facts(Waiting waiting) {
        List<InboxView.Fact> facts = new ArrayList<>();
        add(facts, "From", waiting.from(), "");
        add(facts, "Since", dates.moment(waiting.since()), "");
        add(facts, "With", forWhom(waiting), "");
        if (waiting.priority() != Waiting.Priority.ROUTINE) {
            add(facts, "Urgency", waiting.priority().words(), "caution");
        }
        if (waiting.due() != null) {
            add(facts, "By", when(waiting), waiting.isOverdue(today) ? "caution" : "");
        }
        add(facts, "If not done", escalation(waiting), "");
        return facts;
    }

    private static void add(List<InboxView.Fact> facts, String label, String value, String style) {
        if (!value.isEmpty()) {
            facts.add(new InboxView.Fact(label, value, style));
        }
    }
}
