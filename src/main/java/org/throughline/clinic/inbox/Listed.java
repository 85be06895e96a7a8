package org.throughline.clinic.inbox;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.throughline.care.task.Member;
import org.throughline.care.task.Roster;
import org.throughline.care.task.Waiting;

/**
 * A list as it is shown to somebody.
 *
 * @param visitor who looks; empty for whoever is not of the staff
 * @param leads whether they lead the practice, and see how much is on whose list
 * @param all what is on the list
 * @param mine what is on the visitor's own
 * @param asked what the visitor has asked of others
 */
record Listed(
        Team.Present team,
        Showing showing,
        Optional<Member> visitor,
        boolean leads,
        List<Waiting> all,
        List<Waiting> mine,
        List<Waiting> asked) {

    /** Who leads the practice: the owner of the installation and the practice managers. */
    static boolean leads(Optional<Member> member) {
        return member.filter(each -> each.owner() || each.has(Roster.LAST)).isPresent();
    }

    List<Waiting> shown() {
        return all.stream().filter(showing::shows).toList();
    }

    boolean isMine(Waiting waiting) {
        return mine.stream().anyMatch(each -> each.reference().equals(waiting.reference()));
    }

    /** Whose work can be shown. */
    List<InboxView.Tab> lists() {
        List<InboxView.Tab> tabs = new ArrayList<>();
        tabs.add(tab("My list", new Showing(Showing.MINE, ""), toDo(mine)));
        team.roles().entrySet().stream()
                .filter(role ->
                        visitor.filter(member -> member.has(role.getKey())).isPresent())
                .forEach(role -> tabs.add(tab(role.getValue(), Showing.ofRole(role.getKey()), -1)));
        tabs.add(tab("Asked by me", new Showing(Showing.ASKED, ""), asked.size()));
        if (leads) {
            tabs.add(tab("Everybody", new Showing(Showing.TEAM, ""), -1));
        }
        return tabs;
    }

    private InboxView.Tab tab(String name, Showing to, long count) {
        return new InboxView.Tab(name, to.address(), count, to.list().equals(showing.list()));
    }

    static long toDo(List<Waiting> waiting) {
        return waiting.stream().filter(each -> each.kind().isToDo()).count();
    }

    /** How much of the list is of which kind. */
    static Map<Waiting.Kind, Long> counts(List<Waiting> waiting) {
        Map<Waiting.Kind, Long> counts = new EnumMap<>(Waiting.Kind.class);
        waiting.forEach(each -> counts.merge(each.kind(), 1L, Long::sum));
        return counts;
    }

    /** What kinds of work the list has. */
    List<InboxView.Tab> kinds() {
        List<InboxView.Tab> tabs = new ArrayList<>();
        tabs.add(new InboxView.Tab(
                "All to do",
                showing.kind("").address(),
                toDo(all),
                showing.kind().isEmpty()));
        counts(all)
                .forEach((kind, count) -> tabs.add(new InboxView.Tab(
                        kind.label(),
                        showing.kind(kind.name()).address(),
                        count,
                        showing.kind().equals(kind.name()))));
        return tabs;
    }

    String heading() {
        return switch (showing.list()) {
            case Showing.MINE -> "My list";
            case Showing.ASKED -> "Asked by me";
            case Showing.TEAM -> "Everybody";
            default ->
                showing.role()
                        .map(team::roleName)
                        .or(() -> showing.person()
                                .flatMap(account -> team.roster().member(account.longValue()))
                                .map(Member::name))
                        .orElse("");
        };
    }
}
