package org.throughline.login.role;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Capacity;
import org.throughline.access.Duty;
import org.throughline.access.Grant;
import org.throughline.access.Outside;
import org.throughline.access.Rights;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.kernel.Address;
import org.throughline.login.account.Account;
import org.throughline.login.account.AccountKind;
import org.throughline.login.account.Accounts;
import org.throughline.login.account.Subject;
import org.throughline.record.Merges;
import org.throughline.record.protection.Emergencies;

/**
 * What an account may do at this moment: all that its roles allow, and who it is in the record. It is read from the
 * database each time, so that a role that was changed or taken away, in whatever process, counts from the next request.
 * Only the roles' permissions are remembered, by version.
 */
public final class PresentRights {
    private static final String HELD = "SELECT " + HeldRole.COLUMNS + ", r.version FROM held_role h"
            + " JOIN role r ON r.role = h.role WHERE h.account = ? AND (h.until IS NULL OR h.until > ?)";

    private final Database database;
    private final NamedOnly namedOnly;
    private final InstantSource clock;
    private final Map<Integer, Role> remembered = new ConcurrentHashMap<>();

    /**
     * Reads rights.
     *
     * @param namedOnly what the law of the place lets go to other organizations only by a consent that names it
     */
    public PresentRights(Database database, NamedOnly namedOnly, InstantSource clock) {
        this.database = database;
        this.namedOnly = namedOnly;
        this.clock = clock;
    }

    private record Held(HeldRole held, Role role) {}

    /** Whoever acts with this account now; empty when there is no such account or it is disabled. */
    public Optional<Caller> caller(long account) {
        return database.read(connection -> caller(connection, Accounts.find(connection, account)));
    }

    /** Whoever acts with the account of this name now; empty as {@link #caller(long)}. */
    public Optional<Caller> caller(String name) {
        return database.read(connection -> caller(connection, Accounts.named(connection, name)));
    }

    private Optional<Caller> caller(Connection connection, Optional<Account> found) throws SQLException {
        return found.isPresent() && found.get().disabled() == null
                ? Optional.of(standing(connection, found.get(), null).caller())
                : Optional.empty();
    }

    /**
     * How somebody stands who acts with an account.
     *
     * @param several whether the account has several roles now
     * @param worksAs whether only one of them counts, as was wished
     */
    public record Standing(Caller caller, boolean several, boolean worksAs) {}

    /**
     * How somebody stands who acts with an account, which is not disabled.
     *
     * @param worksAs the number of the held role that alone is to count; null for all. When the account does not have it
     *     any more, all count
     */
    public Standing standing(Connection connection, Account account, @Nullable Long worksAs) throws SQLException {
        if (account.everything()) {
            return new Standing(new Caller(account.agent(), account.display(), Rights.EVERYTHING), false, false);
        }
        List<Held> all = held(connection, account);
        List<Held> wished = all.stream()
                .filter(each -> worksAs != null && each.held().number() == worksAs)
                .toList();
        List<Held> held = wished.isEmpty() ? all : wished;
        Set<Long> emergencies = Emergencies.of(connection, account.agent(), clock.instant());
        Map<String, String> survivors = survivors(connection, account, held);
        Caller caller = new Caller(
                account.agent(),
                account.display(),
                capacity(held),
                rights(connection, account, held, survivors, emergencies));
        return new Standing(caller, all.size() > 1, !wished.isEmpty());
    }

    private static Capacity capacity(List<Held> held) {
        return new Capacity(
                held.stream()
                        .map(each -> each.role().name())
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(", ")),
                held.stream()
                        .map(each -> each.held().site())
                        .filter(Objects::nonNull)
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(" ")));
    }

    /** Of the patients whom an account is about, those whose record was merged into another's, with that one. */
    private static Map<String, String> survivors(Connection connection, Account account, List<Held> held)
            throws SQLException {
        Set<String> patients = new HashSet<>();
        Subject subject = account.subject();
        if (subject != null && subject.type().equals("Patient")) {
            patients.add(subject.id());
        }
        held.forEach(each -> {
            String patient = each.held().patient();
            if (patient != null) {
                patients.add(patient);
            }
        });
        return patients.isEmpty() ? Map.of() : Merges.survivors(connection, patients);
    }

    private List<Held> held(Connection connection, Account account) throws SQLException {
        return Sql.list(
                connection,
                row -> new Held(HeldRole.of(row), role(connection, row.getInt("role"), row.getInt("version"))),
                HELD,
                account.number(),
                clock.instant());
    }

    private Role role(Connection connection, int number, int version) throws SQLException {
        Role known = remembered.get(number);
        if (known == null || known.version() != version) {
            known = RoleRows.find(connection, number).orElseThrow();
            remembered.put(number, known);
        }
        return known;
    }

    /** The union of what the roles allow. Whoever has roles of several purposes acts for the first in Purpose's order. */
    private Rights rights(
            Connection connection,
            Account account,
            List<Held> held,
            Map<String, String> survivors,
            Set<Long> emergencies)
            throws SQLException {
        Set<String> clearances = new HashSet<>();
        Set<Duty> duties = new HashSet<>();
        Set<Grant> grants = new HashSet<>();
        for (Held each : held) {
            Role role = each.role();
            clearances.addAll(role.clearances());
            duties.addAll(role.duties());
            Set<Long> patients = patients(each.held(), survivors);
            Map<String, String> named = named(account, each.held(), survivors);
            role.permissions().forEach(line -> line.grant(patients, named).ifPresent(grants::add));
        }
        return new Rights(
                held.stream()
                        .map(each -> each.role().purpose())
                        .min(Enum::compareTo)
                        .orElse(Rights.NONE.purpose()),
                actors(account, held, survivors),
                emergencies,
                clearances,
                new ArrayList<>(grants),
                duties,
                true,
                outside(account),
                consented(connection, account));
    }

    /** People see what others have given us about whom they may see; programs do not. */
    private static Outside outside(Account account) {
        return account.kind() == AccountKind.PROGRAM ? Outside.NEVER : Outside.IF_ASKED;
    }

    /** A program that stands for an organization is another one's: what goes to it leaves ours. */
    private Set<String> consented(Connection connection, Account account) throws SQLException {
        Subject subject = account.subject();
        return account.kind() == AccountKind.PROGRAM
                        && subject != null
                        && subject.type().equals("Organization")
                ? namedOnly.to(connection, subject.id())
                : Set.of();
    }

    private static Set<Long> patients(HeldRole held, Map<String, String> survivors) {
        String patient = held.patient();
        return patient == null ? Set.of() : Set.of(Address.of("Patient", survivors.getOrDefault(patient, patient)));
    }

    /** What the conditions of a role may name. */
    private static Map<String, String> named(Account account, HeldRole held, Map<String, String> survivors) {
        Map<String, String> named = new HashMap<>();
        String site = held.site();
        if (site != null) {
            named.put(Permission.SITE, site);
        }
        String patient = held.patient();
        if (patient != null) {
            named.put(Permission.PATIENT, "Patient/" + survivors.getOrDefault(patient, patient));
        }
        Subject subject = account.subject();
        if (subject != null) {
            String id = subject.type().equals("Patient")
                    ? survivors.getOrDefault(subject.id(), subject.id())
                    : subject.id();
            named.put(Permission.SELF, subject.type() + "/" + id);
        }
        return named;
    }

    private static Set<Long> actors(Account account, List<Held> held, Map<String, String> survivors) {
        Set<Long> actors = new HashSet<>();
        Subject subject = account.subject();
        if (subject != null) {
            actors.add(subject.address());
            String survivor = subject.type().equals("Patient") ? survivors.get(subject.id()) : null;
            if (survivor != null) {
                actors.add(Address.of("Patient", survivor));
            }
        }
        for (Held each : held) {
            String site = each.held().site();
            if (site != null) {
                actors.add(Address.of("Organization", site));
            }
            Subject toldBy = each.held().toldBy();
            if (toldBy != null) {
                actors.add(toldBy.address());
            }
        }
        return actors;
    }
}
