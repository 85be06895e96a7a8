package org.throughline.clinic.setup;

import java.util.List;
import java.util.Map;
import org.throughline.access.Duty;
import org.throughline.access.Purpose;
import org.throughline.care.directory.Directory;
import org.throughline.care.directory.Directory.Newcomer;
import org.throughline.clinic.admin.AdminParts;
import org.throughline.clinic.admin.Choice;
import org.throughline.database.Work;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.Login;
import org.throughline.login.People;
import org.throughline.login.account.AccountKind;
import org.throughline.login.account.Actor;
import org.throughline.login.account.Subject;
import org.throughline.login.role.HeldRole;
import org.throughline.login.role.Role;
import org.throughline.login.setting.Setting;
import org.throughline.ui.Pages;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/**
 * Sets up an installation in one go: the organization with its sites, and the first clinician with a link to log in. All
 * of it is written in one transaction, or nothing; it can be done once.
 */
public final class SetupScreen implements Screen {
    private final AdminParts parts;
    private final Login login;
    private final Directory directory;
    private final Pages pages;

    public SetupScreen(AdminParts parts, Pages pages) {
        this.parts = parts;
        this.login = parts.login();
        this.directory = parts.directory();
        this.pages = pages;
    }

    @Override
    public String what() {
        return "how this installation is set up";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.SETTINGS);
        visit.require(Duty.ACCOUNTS);
        if (!login.settings().of(Setting.ORGANIZATION).isEmpty()) {
            return Answer.redirect("/admin/settings");
        }
        if (visit.posts() && visit.request().path().equals("/setup/later")) {
            login.settings().set(visit.caller(), Map.of(Setting.SETUP, "done"));
            return Answer.redirect("/");
        }
        try {
            return visit.posts() ? setUp(visit) : page(visit, "");
        } catch (Failed e) {
            return page(visit, parts.told(e));
        }
    }

    private Answer setUp(Visit visit) {
        Form form = visit.form();
        String name = required(form, "organization", "The organization needs a name.");
        String family = required(form, "family", "The clinician's family name is missing.");
        Role role = role(form.value("role"));
        Newcomer clinician = new Newcomer(form.value("given"), family);
        Actor by = visit.session().actor();
        People.Invited invited = directory.found(
                visit.caller(),
                name,
                lines(form.value("sites")),
                clinician,
                role.name(),
                founded -> opening(by, founded.organization())
                        .then(login.people()
                                .inviting(
                                        by,
                                        AccountKind.STAFF,
                                        form.value("name"),
                                        clinician.name(),
                                        new Subject(
                                                "Practitioner",
                                                founded.clinician().practitioner()),
                                        List.of(HeldRole.of(role)
                                                .at(founded.site())
                                                .toldBy(new Subject(
                                                        "PractitionerRole",
                                                        founded.clinician().post()))))));
        return pages.page(
                200,
                "clinic/setup/done.jte",
                Map.of(
                        "frame",
                        visit.frame(name, Place.ADMIN),
                        "organization",
                        name,
                        "clinician",
                        clinician.name(),
                        "link",
                        parts.home() + "/welcome/" + invited.token()));
    }

    private Work<Integer> opening(Actor by, String organization) {
        return login.settings().setting(by.caller(), Map.of(Setting.ORGANIZATION, organization, Setting.SETUP, "done"));
    }

    private Answer page(Visit visit, String failure) {
        Form form = visit.form();
        SetupView view = new SetupView(
                form.value("organization"),
                form.value("sites"),
                form.value("given"),
                form.value("family"),
                form.value("name"),
                roles().stream()
                        .map(role -> new Choice(
                                Integer.toString(role.number()),
                                role.name(),
                                form.has("role")
                                        ? form.value("role").equals(Integer.toString(role.number()))
                                        : role.code().equals("physician")))
                        .toList());
        return pages.page(
                failure.isEmpty() ? 200 : 422,
                "clinic/setup/setup.jte",
                Map.of("frame", visit.frame("Set up", Place.ADMIN), "view", view, "failure", failure));
    }

    private List<Role> roles() {
        return login.roles().all().stream()
                .filter(role -> role.heldBy() == AccountKind.STAFF && role.purpose() == Purpose.TREAT)
                .toList();
    }

    private Role role(String number) {
        return roles().stream()
                .filter(role -> Integer.toString(role.number()).equals(number))
                .findFirst()
                .orElseThrow(() -> invalid("Choose what the clinician is."));
    }

    private static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    private static String required(Form form, String field, String message) {
        String value = form.value(field).strip();
        if (value.isEmpty()) {
            throw invalid(message);
        }
        return value;
    }

    private static Failed invalid(String message) {
        return new Failed(new Failure.Invalid("value", "", message));
    }
}
