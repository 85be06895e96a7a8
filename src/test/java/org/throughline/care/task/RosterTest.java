package org.throughline.care.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** On whose list something is: the examples of the manual, and random practices in which people come and go. */
class RosterTest {
    private static final List<String> ROLES = List.of("front-desk", "nurse", "physician", "practice-manager", "lab");

    private static Member member(long account, boolean active, boolean away, @Nullable Long deputy, String... roles) {
        List<Member.Held> held = new ArrayList<>();
        for (String role : roles) {
            held.add(new Member.Held(role, account * 10 + held.size()));
        }
        return new Member(
                account, "P" + account, Set.of("Practitioner/" + account), active, account == 1, held, away, deputy);
    }

    private static Optional<Long> holder(Roster roster, Addressee... addressees) {
        return roster.holder(List.of(addressees)).map(Member::account);
    }

    private static Addressee.Person person(long account) {
        return new Addressee.Person("Practitioner/" + account);
    }

    private static Addressee.Role role(String code) {
        return new Addressee.Role(code);
    }

    @Test
    void whoIsHereHasTheirOwnWork() {
        Roster roster = new Roster(List.of(member(1, true, false, null), member(2, true, false, null, "nurse")));
        assertEquals(Optional.of(2L), holder(roster, person(2), role("physician")));
    }

    @Test
    void theDeputyOfTheDeputyDoesIt() {
        Roster roster = new Roster(List.of(
                member(1, true, false, null),
                member(2, true, true, 3L, "physician"),
                member(3, false, false, 4L, "physician"),
                member(4, true, false, null, "nurse"),
                member(5, true, false, null, "physician")));
        assertEquals(Optional.of(4L), holder(roster, person(2)));
    }

    @Test
    void deputiesOfOneAnotherLeaveItToTheRole() {
        Roster roster = new Roster(List.of(
                member(1, true, false, null),
                member(2, true, true, 3L, "physician"),
                member(3, true, true, 2L, "physician"),
                member(5, true, false, null, "physician")));
        assertEquals(Optional.of(5L), holder(roster, person(2)));
    }

    @Test
    void aRoleIsAnsweredForByWhoHasHadItForLongest() {
        Roster roster = new Roster(List.of(
                member(1, true, false, null),
                member(6, true, false, null, "nurse"),
                member(4, true, true, null, "nurse"),
                member(5, true, false, null, "nurse")));
        assertEquals(Optional.of(5L), holder(roster, role("nurse")));
    }

    @Test
    void whatNobodyAnswersForIsTheManagersAndElseTheOwners() {
        Member owner = member(1, true, false, null);
        Member manager = member(7, true, false, null, Roster.LAST);
        assertEquals(
                Optional.of(7L), holder(new Roster(List.of(owner, manager)), new Addressee.Person("Practitioner/x")));
        assertEquals(Optional.of(1L), holder(new Roster(List.of(owner)), role("lab")));
        assertEquals(Optional.of(7L), holder(new Roster(List.of(owner, manager))));
    }

    /** A practice of some people, of whom many left or are away, and whose deputies go in circles. */
    private static Roster practice(Random random) {
        List<Member> members = new ArrayList<>();
        int count = 1 + random.nextInt(9);
        for (long account = 1; account <= count; account++) {
            String[] roles =
                    ROLES.stream().filter(each -> random.nextInt(4) == 0).toArray(String[]::new);
            Long deputy = random.nextInt(3) == 0 ? (Long) (1L + random.nextInt(count)) : null;
            members.add(member(account, random.nextInt(3) > 0, random.nextInt(3) == 0, deputy, roles));
        }
        return new Roster(members);
    }

    private static List<Addressee> addressees(Random random) {
        List<Addressee> addressees = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            addressees.add(
                    random.nextInt(5) == 0
                            ? new Addressee.Account(1L + random.nextInt(12))
                            : random.nextBoolean()
                                    ? person(1L + random.nextInt(12))
                                    : role(
                                            random.nextInt(6) == 0
                                                    ? "unknown"
                                                    : ROLES.get(random.nextInt(ROLES.size()))));
        }
        return addressees;
    }

    @RepeatedTest(200)
    void everythingIsOnExactlyOneActivePersonsList(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Roster roster = practice(random);
        boolean anybody = roster.members().stream().anyMatch(Member::active);
        for (int i = 0; i < 50; i++) {
            List<Addressee> addressees = addressees(random);
            Optional<Member> holder = roster.holder(addressees);
            assertEquals(anybody, holder.isPresent());
            assertTrue(holder.stream().allMatch(Member::active));
            assertEquals(holder, roster.holder(addressees), "the rule is stable");
        }
    }

    /** What a list is looked for by finds all that is on it: no search by shares leaves anything out. */
    @RepeatedTest(200)
    void theShareOfAListHoldsAllThatIsOnIt(RepetitionInfo repetition) {
        Random random = new Random(1_000 + repetition.getCurrentRepetition());
        Roster roster = practice(random);
        for (int i = 0; i < 50; i++) {
            List<Addressee> addressees = addressees(random);
            Optional<Member> holder = roster.holder(addressees);
            if (holder.isPresent()) {
                Roster.Share share = roster.share(holder.get());
                assertTrue(
                        share.rest()
                                || addressees.stream().anyMatch(each -> switch (each) {
                                    case Addressee.Person(String reference) ->
                                        share.persons().contains(reference);
                                    case Addressee.Role(String code) ->
                                        share.roles().contains(code);
                                    case Addressee.Account(long number) ->
                                        share.accounts().contains(number);
                                    case Addressee.Elsewhere ignored -> false;
                                }),
                        () -> addressees + " on the list of " + holder.get());
            }
        }
    }
}
