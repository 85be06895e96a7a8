package org.throughline.clinic.admin;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.care.directory.Directory;
import org.throughline.care.directory.Directory.Newcomer;
import org.throughline.database.Work;
import org.throughline.http.Form;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.Login;
import org.throughline.login.People;
import org.throughline.login.account.Account;
import org.throughline.login.account.AccountKind;
import org.throughline.login.account.Actor;
import org.throughline.login.account.Subject;
import org.throughline.login.role.HeldRole;
import org.throughline.login.role.Role;
import org.throughline.ui.Visit;

/**
 * What the forms that invite people and give roles mean: for the account, and for the record, where a Practitioner, a
 * PractitionerRole or a RelatedPerson tells of it.
 */
final class NewPeople {
    private final Login login;
    private final Directory directory;
    private final Choices choices;
    private final Minors minors;
    private final Clock clock;

    NewPeople(Login login, Directory directory, Choices choices, Minors minors, Clock clock) {
        this.login = login;
        this.directory = directory;
        this.choices = choices;
        this.minors = minors;
        this.clock = clock;
    }

    /** The form, for the kind of account and what was looked for, which are in the address or were sent with it. */
    NewPersonView view(Visit visit, NewPersonView.Typed typed) {
        Form form = visit.form();
        AccountKind kind = kind(
                form.has("kind")
                        ? form.value("kind")
                        : visit.request().parameter("kind").orElse(""));
        String query =
                form.has("q") ? form.value("q") : visit.request().parameter("q").orElse("");
        Caller caller = visit.caller();
        return new NewPersonView(
                kind,
                choices.kinds(kind),
                query,
                switch (kind) {
                    case PATIENT, PROXY -> choices.patients(caller, query);
                    case STAFF -> choices.clinicians(caller, query);
                    case PROGRAM -> List.of();
                },
                choices.roles(kind, form.value("role")),
                choices.sites(caller, form.value("site")),
                typed);
    }

    static NewPersonView.Typed typed(Form form) {
        return new NewPersonView.Typed(
                form.value("given"),
                form.value("family"),
                form.value("display"),
                form.value("name"),
                form.value("relationship"),
                form.value("until"));
    }

    /** Makes what the record lacks, and the account. */
    People.Invited invite(Visit visit) {
        Form form = visit.form();
        return switch (kind(form.value("kind"))) {
            case STAFF -> inviteStaff(visit, form);
            case PATIENT -> invitePatient(visit, form);
            case PROXY -> inviteProxy(visit, form);
            case PROGRAM ->
                login.people()
                        .invite(
                                visit.session().actor(),
                                AccountKind.PROGRAM,
                                form.value("name"),
                                form.value("display"),
                                null,
                                List.of(atSite(HeldRole.of(role(form)), form)));
        };
    }

    private People.Invited inviteStaff(Visit visit, Form form) {
        Role role = role(form);
        Actor by = visit.session().actor();
        Caller caller = visit.caller();
        HeldRole held = atSite(HeldRole.of(role), form);
        login.people().requireMayHold(by, AccountKind.STAFF, held);
        String id = form.value("subject");
        if (!id.isEmpty()) {
            String display = directory.clinician(caller, id).name();
            return directory.post(
                    caller, id, site(held), role.name(), post -> staff(by, form, display, id, held, post));
        }
        required(form, "family", "The family name is missing.");
        Newcomer who = new Newcomer(form.value("given"), form.value("family"));
        return directory.hire(
                caller,
                who,
                site(held),
                role.name(),
                hired -> staff(by, form, who.name(), hired.practitioner(), held, hired.post()));
    }

    private Work<People.Invited> staff(
            Actor by, Form form, String display, String practitioner, HeldRole held, String post) {
        return login.people()
                .inviting(
                        by,
                        AccountKind.STAFF,
                        form.value("name"),
                        display,
                        new Subject("Practitioner", practitioner),
                        List.of(held.toldBy(new Subject("PractitionerRole", post))));
    }

    private People.Invited invitePatient(Visit visit, Form form) {
        String patient = patient(form);
        return login.people()
                .invite(
                        visit.session().actor(),
                        AccountKind.PATIENT,
                        form.value("name"),
                        choices.name(visit.caller(), patient),
                        new Subject("Patient", patient),
                        List.of(HeldRole.of(role(form)).forPatient(patient)));
    }

    private People.Invited inviteProxy(Visit visit, Form form) {
        required(form, "display", "The name of the person is missing.");
        Actor by = visit.session().actor();
        String display = form.value("display");
        return relate(
                visit,
                form,
                display,
                held -> login.people()
                        .inviting(by, AccountKind.PROXY, form.value("name"), display, null, List.of(held)));
    }

    /** Gives an account one more role. */
    void give(Visit visit, long number) {
        Form form = visit.form();
        Actor by = visit.session().actor();
        Account account = login.people().find(number).account();
        Subject subject = account.subject();
        HeldRole held = atSite(HeldRole.of(role(form)), form);
        switch (account.kind()) {
            case STAFF, PROGRAM -> {
                if (subject == null) {
                    login.people().give(by, number, held);
                } else {
                    login.people().requireMayHold(by, account.kind(), held);
                    directory.post(
                            visit.caller(),
                            subject.id(),
                            site(held),
                            role(form).name(),
                            post -> login.people()
                                    .giving(by, number, held.toldBy(new Subject("PractitionerRole", post))));
                }
            }
            case PROXY ->
                relate(visit, form, account.display(), told -> login.people().giving(by, number, told));
            case PATIENT ->
                login.people()
                        .give(
                                by,
                                number,
                                subject == null
                                        ? HeldRole.of(role(form))
                                        : HeldRole.of(role(form)).forPatient(subject.id()));
        }
    }

    /** Takes a role from an account, and tells the record; what the record no longer has does not keep anybody a role. */
    void take(Visit visit, long number, String act) {
        Optional<HeldRole> held = login.roles().heldBy(number).stream()
                .filter(each -> act.equals("roles/" + each.number()))
                .findFirst();
        HeldRole taken = held.orElseThrow(() -> new Failed(new Failure.NotFound("There is no such page.")));
        Actor by = visit.session().actor();
        Subject toldBy = taken.toldBy();
        if (toldBy == null || !isThere(visit.caller(), toldBy)) {
            login.people().take(by, number, taken);
        } else {
            directory.end(
                    visit.caller(), toldBy.type(), toldBy.id(), login.people().taking(by, number, taken));
        }
    }

    private boolean isThere(Caller caller, Subject subject) {
        return directory.has(caller, subject.type(), subject.id());
    }

    /** Writes that somebody is close to the patient of a form, and does with that role what is to be done. */
    private <T> T relate(Visit visit, Form form, String display, Function<HeldRole, Work<T>> along) {
        String patient = patient(form);
        String last = form.value("until");
        String until = last.isEmpty()
                ? minors.lastDay(visit.caller(), patient)
                        .map(LocalDate::toString)
                        .orElse("")
                : last;
        HeldRole held = HeldRole.of(role(form)).forPatient(patient).until(until(until));
        login.people().requireMayHold(visit.session().actor(), AccountKind.PROXY, held);
        return directory.relate(
                visit.caller(),
                patient,
                display,
                form.value("relationship"),
                related -> along.apply(held.toldBy(new Subject("RelatedPerson", related))));
    }

    private static String site(HeldRole held) {
        String site = held.site();
        return site == null ? "" : site;
    }

    /** A day is meant to its end. */
    private @Nullable Instant until(String day) {
        if (day.isEmpty()) {
            return null;
        }
        try {
            Instant end = LocalDate.parse(day)
                    .plusDays(1)
                    .atStartOfDay(clock.getZone())
                    .toInstant();
            if (end.isAfter(clock.instant())) {
                return end;
            }
        } catch (DateTimeException e) {
            throw invalid("Write the last day as 2026-07-14.");
        }
        throw invalid("The last day is past already.");
    }

    private static HeldRole atSite(HeldRole held, Form form) {
        String site = form.value("site");
        return site.isEmpty() ? held : held.at(site);
    }

    private Role role(Form form) {
        String number = form.value("role");
        return Optional.of(number)
                .filter(text -> text.matches("[0-9]{1,9}"))
                .flatMap(text -> login.roles().find(Integer.parseInt(text)))
                .orElseThrow(() -> invalid("Choose a role."));
    }

    private static String patient(Form form) {
        required(form, "subject", "Choose the patient.");
        return form.value("subject");
    }

    private static void required(Form form, String field, String message) {
        if (form.value(field).isBlank()) {
            throw invalid(message);
        }
    }

    private static AccountKind kind(String text) {
        return List.of(AccountKind.values()).stream()
                .filter(kind -> kind.name().equals(text))
                .findFirst()
                .orElse(AccountKind.STAFF);
    }

    private static Failed invalid(String message) {
        return new Failed(new Failure.Invalid("value", "", message));
    }
}
