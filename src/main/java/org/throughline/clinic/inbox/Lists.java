package org.throughline.clinic.inbox;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.throughline.care.task.Member;
import org.throughline.care.task.Roster;
import org.throughline.care.task.Waiting;
import org.throughline.care.task.Worklist;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.ui.Visit;

/** Finds the lists that visitors ask for. */
record Lists(Team team, Worklist worklist) {

    /**
     * The list that is asked for.
     *
     * @throws Failed with {@link Failure.NotFound} when the visitor has no business with it
     */
    Listed of(Visit visit) {
        Team.Present present = team.present();
        Showing showing = Showing.of(visit.request());
        Optional<Member> visitor = present.member(visit);
        boolean leads = Listed.leads(visitor);
        List<Waiting> mine =
                visitor.map(each -> worklist.of(present.roster(), each)).orElse(List.of());
        List<Waiting> asked = visitor.map(worklist::askedBy).orElse(List.of());
        List<Waiting> all = switch (showing.list()) {
            case Showing.MINE -> mine;
            case Showing.ASKED -> asked;
            default -> ofOthers(present, showing, visitor, leads);
        };
        return new Listed(present, showing, visitor, leads, all, mine, asked);
    }

    private List<Waiting> ofOthers(Team.Present present, Showing showing, Optional<Member> visitor, boolean leads) {
        Optional<String> role = showing.role().filter(present.roles()::containsKey);
        if (role.isPresent()
                && (leads || visitor.filter(member -> member.has(role.get())).isPresent())) {
            return worklist.of(role.get());
        }
        Optional<Member> person =
                showing.person().flatMap(account -> present.roster().member(account.longValue()));
        if (leads && person.isPresent()) {
            return worklist.of(present.roster(), person.get());
        }
        if (leads && showing.list().equals(Showing.TEAM)) {
            return List.of();
        }
        throw new Failed(new Failure.NotFound("There is no such list."));
    }

    /** How much is on whose list, the fullest first. */
    List<InboxView.Owner> owners(Roster roster, LocalDate today) {
        return worklist.byHolder(roster).entrySet().stream()
                .map(each -> owner(roster.member(each.getKey().longValue()).orElseThrow(), each.getValue(), today))
                .sorted(Comparator.comparingLong(InboxView.Owner::count)
                        .reversed()
                        .thenComparing(InboxView.Owner::name))
                .toList();
    }

    private static InboxView.Owner owner(Member member, List<Waiting> waiting, LocalDate today) {
        return new InboxView.Owner(
                member.name(),
                Showing.ofPerson(member.account()).address(),
                Listed.toDo(waiting),
                waiting.stream().filter(each -> each.isOverdue(today)).count(),
                Listed.counts(waiting).entrySet().stream()
                        .map(each -> each.getKey().label() + " " + each.getValue())
                        .collect(Collectors.joining(" · ")),
                member.away());
    }
}
