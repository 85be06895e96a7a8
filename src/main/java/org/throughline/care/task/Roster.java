package org.throughline.care.task;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who is there at a moment, and the one rule that says on whose list something is. Something names whom it waits for, in
 * order. Of those, the first counts who leads to somebody that is here:
 *
 * <ol>
 *   <li>a person who is here; else their deputy, or the deputy's deputy; else whoever answers for their first role that
 *       somebody here has;
 *   <li>for a role, whoever here has had it for longest; when nobody of those who have it is here, their deputies.
 * </ol>
 *
 * <p>When nobody whom it names leads to somebody, it is on the list of whoever answers for the practice managers; else of the
 * owner of the installation; else of the active person of the lowest number. So as long as one account is active, everything
 * is on exactly one person's list. Pure.
 */
public final class Roster {
    /** The role that everything falls to that nobody else answers for. */
    public static final String LAST = "practice-manager";

    private final List<Member> members;
    private final Map<Long, Member> byAccount;
    private final Map<String, Member> byReference = new HashMap<>();
    private final Map<String, List<Member>> byRole = new HashMap<>();

    public Roster(List<Member> members) {
        this.members = members.stream()
                .sorted(Comparator.comparingLong(Member::account))
                .toList();
        this.byAccount = this.members.stream().collect(Collectors.toMap(Member::account, each -> each));
        this.members.forEach(
                each -> each.references().forEach(reference -> byReference.merge(reference, each, Roster::better)));
        this.members.stream()
                .flatMap(each -> each.roles().stream())
                .map(Member.Held::code)
                .distinct()
                .forEach(role -> byRole.put(role, holders(role)));
    }

    /** Of two accounts of one person, the one that is of use, then the one of the lower number. */
    private static Member better(Member one, Member other) {
        boolean otherIs = (other.isHere() && !one.isHere()) || (other.active() && !one.active());
        return otherIs ? other : one;
    }

    private List<Member> holders(String role) {
        return members.stream()
                .filter(each -> each.has(role))
                .sorted(Comparator.comparingLong(each -> order(each, role)))
                .toList();
    }

    private static long order(Member member, String role) {
        return member.roles().stream()
                .filter(held -> held.code().equals(role))
                .mapToLong(Member.Held::order)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    public List<Member> members() {
        return members;
    }

    /** Who has an account of that number. */
    public Optional<Member> member(long account) {
        return Optional.ofNullable(byAccount.get(account));
    }

    /** Who it is that the record refers to like this, whether still there or not. */
    public Optional<Member> member(String reference) {
        return Optional.ofNullable(byReference.get(reference));
    }

    /** Those who have a role and are here, whoever answers for it first. */
    public List<Member> here(String role) {
        return byRole.getOrDefault(role, List.of()).stream()
                .filter(Member::isHere)
                .toList();
    }

    /**
     * On whose list something is.
     *
     * @param addressees whom it waits for, in order
     * @return empty only when no account is active
     */
    public Optional<Member> holder(List<Addressee> addressees) {
        return addressees.stream()
                .flatMap(each -> reach(each).stream())
                .findFirst()
                .or(this::last);
    }

    /** To whom something leads by one of those whom it names; empty when to nobody. */
    Optional<Member> reach(Addressee addressee) {
        return switch (addressee) {
            case Addressee.Person person -> reach(byReference.get(person.reference()));
            case Addressee.Account account -> reach(byAccount.get(account.number()));
            case Addressee.Role role -> leader(role.code());
            case Addressee.Elsewhere ignored -> Optional.empty();
        };
    }

    private Optional<Member> reach(@Nullable Member member) {
        return member == null ? Optional.empty() : standing(member).or(() -> ofRolesOf(member));
    }

    /** The person or who stands in for them. */
    private Optional<Member> standing(Member member) {
        Set<Long> seen = new HashSet<>();
        Member at = member;
        while (at != null && !at.isHere() && seen.add(at.account())) {
            @Nullable Long deputy = at.deputy();
            at = deputy == null ? null : byAccount.get(deputy);
        }
        return at != null && at.isHere() ? Optional.of(at) : Optional.empty();
    }

    private Optional<Member> ofRolesOf(Member member) {
        return member.roles().stream()
                .sorted(Comparator.comparingLong(Member.Held::order))
                .flatMap(held -> leader(held.code()).stream())
                .findFirst();
    }

    /** Who answers for a role; empty when nobody who has it is here or has a deputy who is. */
    public Optional<Member> leader(String role) {
        List<Member> holders = byRole.getOrDefault(role, List.of());
        return Stream.concat(
                        holders.stream().filter(Member::isHere),
                        holders.stream().flatMap(each -> standing(each).stream()))
                .findFirst();
    }

    /** On whose list everything is that nobody else answers for. */
    Optional<Member> last() {
        List<Member> active = members.stream().filter(Member::active).toList();
        return leader(LAST)
                .or(() -> active.stream()
                        .filter(each -> each.owner() && each.isHere())
                        .findFirst())
                .or(() -> active.stream().filter(Member::isHere).findFirst())
                .or(() -> active.stream().findFirst());
    }

    /**
     * What a list is made of: all whom something can name so that it may be on this person's list.
     *
     * @param persons as the record refers to them
     * @param accounts the numbers of their accounts
     * @param roles their codes
     * @param rest whether everything is on it that nobody else answers for
     */
    public record Share(Set<String> persons, Set<Long> accounts, Set<String> roles, boolean rest) {
        public Share {
            accounts = Set.copyOf(accounts);
            persons = Set.copyOf(persons);
            roles = Set.copyOf(roles);
        }
    }

    /** What the list of a person is made of. Whether something is on it, {@link #holder} says. */
    public Share share(Member member) {
        Set<String> persons = new LinkedHashSet<>();
        byReference.keySet().stream()
                .filter(each -> leads(new Addressee.Person(each), member))
                .forEach(persons::add);
        Set<String> roles = byRole.keySet().stream()
                .filter(each -> leads(new Addressee.Role(each), member))
                .collect(Collectors.toSet());
        Set<Long> accounts = byAccount.keySet().stream()
                .filter(each -> leads(new Addressee.Account(each), member))
                .collect(Collectors.toSet());
        return new Share(persons, accounts, roles, is(last(), member));
    }

    private boolean leads(Addressee addressee, Member member) {
        return is(reach(addressee), member);
    }

    private static boolean is(Optional<Member> found, Member member) {
        return found.filter(each -> each.account() == member.account()).isPresent();
    }
}
