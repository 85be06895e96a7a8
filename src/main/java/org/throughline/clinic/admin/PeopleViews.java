package org.throughline.clinic.admin;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.throughline.access.Caller;
import org.throughline.access.Sensitivity;
import org.throughline.care.directory.Directory;
import org.throughline.clinic.account.AccountRows;
import org.throughline.login.Login;
import org.throughline.login.Person;
import org.throughline.login.account.Account;
import org.throughline.login.account.AccountKind;
import org.throughline.login.account.Actor;
import org.throughline.login.account.Subject;
import org.throughline.login.role.HeldRole;
import org.throughline.login.role.Role;
import org.throughline.ui.Dates;

/** Puts together what administrators see of people. */
final class PeopleViews {
    private static final int MOST = 200;

    private final Login login;
    private final Directory directory;
    private final Choices choices;
    private final Minors minors;
    private final Dates dates;

    PeopleViews(Login login, Directory directory, Choices choices, Minors minors, Dates dates) {
        this.login = login;
        this.directory = directory;
        this.choices = choices;
        this.minors = minors;
        this.dates = dates;
    }

    PeopleList list(String typed) {
        List<Person> found = login.people().find(typed, MOST + 1);
        return new PeopleList(typed, found.stream().limit(MOST).map(this::row).toList(), found.size() > MOST);
    }

    private PeopleList.Row row(Person person) {
        Account account = person.account();
        return new PeopleList.Row(
                account.number(),
                account.display(),
                account.name(),
                Words.of(account.kind()),
                account.everything() ? "Everything" : String.join(", ", person.roles()),
                person.strong() ? "yes" : "no",
                person.used() == null ? "never" : dates.moment(person.used()),
                state(person));
    }

    private String state(Person person) {
        Instant invited = person.invitedUntil();
        if (person.account().disabled() != null) {
            return "disabled";
        }
        return invited == null ? "" : "link until " + dates.moment(invited);
    }

    PersonView person(Actor by, long number, String query, Instant now) {
        Person person = login.people().find(number);
        Account account = person.account();
        Subject subject = account.subject();
        AccountRows rows = new AccountRows(dates);
        return new PersonView(
                number,
                account.display(),
                account.name(),
                account.kind(),
                Words.of(account.kind()),
                subject == null ? "" : subject.toString(),
                state(person),
                account.disabled() != null,
                !by.is(number) && (by.mayEverything() || !account.everything()),
                account.everything(),
                roles(by.caller(), number, now),
                choices.roles(account.kind(), ""),
                choices.sites(by.caller(), ""),
                query,
                choices.patients(by.caller(), query),
                account.kind() == AccountKind.STAFF ? choices.colleagues(number) : List.of(),
                login.outside().of(number).map(rows::outside).orElse(null),
                login.factors().of(number).stream().map(rows::factor).toList(),
                login.sessions().of(number).stream()
                        .map(open -> rows.session(open, 0))
                        .toList());
    }

    private List<PersonView.HeldRow> roles(Caller caller, long number, Instant now) {
        Map<Integer, Role> roles =
                login.roles().all().stream().collect(Collectors.toMap(Role::number, Function.identity()));
        return login.roles().heldBy(number).stream()
                .map(held -> row(caller, held, Objects.requireNonNull(roles.get(held.role())), now))
                .toList();
    }

    private PersonView.HeldRow row(Caller caller, HeldRole held, Role role, Instant now) {
        Instant until = held.until();
        return new PersonView.HeldRow(
                held.number(),
                role.name(),
                where(caller, held),
                until == null ? "" : dates.day(until.minusSeconds(1)),
                until != null && !until.isAfter(now),
                kept(caller, held, role));
    }

    /** What the patient keeps from who holds this role. */
    private String kept(Caller caller, HeldRole held, Role role) {
        String patient = held.patient();
        boolean closed = role.heldBy() == AccountKind.PROXY
                && !role.clearances().contains(Sensitivity.ADOL.name())
                && !role.clearances().isEmpty();
        return patient == null || !closed ? "" : minors.kept(caller, patient);
    }

    private String where(Caller caller, HeldRole held) {
        String site = held.site();
        String patient = held.patient();
        if (site != null) {
            return directory.name(caller, site).orElse("Organization/" + site);
        }
        return patient == null ? "" : choices.patient(caller, patient);
    }
}
