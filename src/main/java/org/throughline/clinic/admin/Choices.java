package org.throughline.clinic.admin;

import java.util.Arrays;
import java.util.List;
import org.throughline.access.Caller;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.chart.Person;
import org.throughline.care.directory.Directory;
import org.throughline.kernel.Failed;
import org.throughline.login.Login;
import org.throughline.login.account.AccountKind;
import org.throughline.login.role.Colleague;
import org.throughline.login.setting.Setting;
import org.throughline.ui.Dates;

/** What the forms of the admin screens let one choose from. */
final class Choices {
    private static final int MOST = 10;

    private final Login login;
    private final Directory directory;
    private final ChartReader charts;
    private final Dates dates;

    Choices(Login login, Directory directory, ChartReader charts, Dates dates) {
        this.login = login;
        this.directory = directory;
        this.charts = charts;
        this.dates = dates;
    }

    List<Choice> kinds(AccountKind chosen) {
        return Arrays.stream(AccountKind.values())
                .map(kind -> new Choice(kind.name(), Words.of(kind), kind == chosen))
                .toList();
    }

    List<Choice> roles(AccountKind kind, String chosen) {
        return login.roles().all().stream()
                .filter(role -> role.suits(kind))
                .map(role -> new Choice(Integer.toString(role.number()), role.name(), is(role.number(), chosen)))
                .toList();
    }

    private static boolean is(int number, String chosen) {
        return Integer.toString(number).equals(chosen);
    }

    /** The staff whose accounts are of use, but this one. */
    List<Choice> colleagues(long but) {
        return login.colleagues().all().stream()
                .map(Colleague::account)
                .filter(account -> account.disabled() == null && account.number() != but)
                .map(account -> new Choice(Long.toString(account.number()), account.display(), false))
                .toList();
    }

    /** The sites of the organization; empty while it is not set up, or has only one. */
    List<Choice> sites(Caller caller, String chosen) {
        return directory.sites(caller, login.settings().of(Setting.ORGANIZATION)).stream()
                .map(site -> new Choice(site.id(), site.name(), site.id().equals(chosen)))
                .toList();
    }

    /** Patients that fit what was typed; none when nothing was. */
    List<Choice> patients(Caller caller, String typed) {
        if (typed.isBlank()) {
            return List.of();
        }
        List<Person> found = charts.patients(caller, typed, MOST);
        return found.stream()
                .map(person -> new Choice(person.id(), named(person), found.size() == 1))
                .toList();
    }

    /** A patient by name, as far as the caller may see them. */
    String patient(Caller caller, String id) {
        try {
            return named(charts.person(caller, id));
        } catch (Failed e) {
            return "Patient/" + id;
        }
    }

    /** A patient's name. */
    String name(Caller caller, String id) {
        Person person = charts.person(caller, id);
        return (person.given() + " " + person.family()).strip();
    }

    private String named(Person person) {
        String born = person.birthDate().isEmpty() ? "" : ", born " + dates.date(person.birthDate());
        String number = person.number().isEmpty() ? "" : ", no. " + person.number();
        return person.family() + ", " + person.given() + born + number;
    }

    /** Staff that fit what was typed; none when nothing was. */
    List<Choice> clinicians(Caller caller, String typed) {
        return typed.isBlank()
                ? List.of()
                : directory.clinicians(caller, typed).stream()
                        .map(each -> new Choice(each.id(), each.name(), false))
                        .toList();
    }
}
