package org.throughline.clinic.admin;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Duty;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.Login;
import org.throughline.login.People;
import org.throughline.login.account.AccountKind;
import org.throughline.login.account.Actor;
import org.throughline.ui.Frame;
import org.throughline.ui.Pages;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/** {@code /admin/people}: who has an account, who is invited, what each may do and where each is logged in. */
public final class PeopleScreen implements Screen {
    private static final String HOME = "/admin/people";

    private final Login login;
    private final AdminParts parts;
    private final Pages pages;
    private final Clock clock;

    public PeopleScreen(AdminParts parts, Pages pages) {
        this.parts = parts;
        this.login = parts.login();
        this.pages = pages;
        this.clock = parts.clock();
    }

    @Override
    public String what() {
        return "who has an account";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.ACCOUNTS);
        List<String> path = visit.path().subList(2, visit.path().size());
        if (path.isEmpty()) {
            return list(visit);
        }
        if (path.getFirst().equals("new") && path.size() == 1) {
            return visit.posts() ? invite(visit) : form(visit, "", NewPersonView.Typed.NOTHING);
        }
        if (!path.getFirst().matches("[0-9]{1,18}")) {
            throw noPage();
        }
        long number = Long.parseLong(path.getFirst());
        return path.size() == 1 && !visit.posts()
                ? person(visit, number, "")
                : act(visit, number, String.join("/", path.subList(1, path.size())));
    }

    private Answer list(Visit visit) {
        String typed = visit.request().parameter("q").orElse("");
        return pages.page(
                200,
                "clinic/admin/people.jte",
                Map.of("frame", frame(visit, "People"), "list", parts.people().list(typed)));
    }

    private Answer person(Visit visit, long number, String failure) {
        String query = visit.request().parameter("q").orElse("");
        PersonView view = parts.people().person(visit.session().actor(), number, query, clock.instant());
        parts.noteSeen(visit, query, view.patients());
        return pages.page(
                failure.isEmpty() ? 200 : 422,
                "clinic/admin/person.jte",
                Map.of("frame", frame(visit, view.display()), "view", view, "failure", failure));
    }

    private Answer form(Visit visit, String failure, NewPersonView.Typed typed) {
        NewPersonView view = parts.newPeople().view(visit, typed);
        if (view.needsPatient()) {
            parts.noteSeen(visit, view.query(), view.candidates());
        }
        return pages.page(
                failure.isEmpty() ? 200 : 422,
                "clinic/admin/newPerson.jte",
                Map.of("frame", frame(visit, "Invite somebody"), "view", view, "failure", failure));
    }

    private Answer invite(Visit visit) {
        try {
            return link(visit, parts.newPeople().invite(visit));
        } catch (Failed e) {
            return form(visit, parts.told(e), NewPeople.typed(visit.form()));
        }
    }

    /** The link that was made; a program has none to use. */
    private Answer link(Visit visit, People.Invited invited) {
        PersonView view = parts.people().person(visit.session().actor(), invited.number(), "", clock.instant());
        return view.kind() == AccountKind.PROGRAM
                ? Answer.redirect(HOME + "/" + invited.number())
                : pages.page(
                        200,
                        "clinic/admin/invited.jte",
                        Map.of(
                                "frame",
                                frame(visit, "Invited"),
                                "view",
                                view,
                                "link",
                                parts.home() + "/welcome/" + invited.token()));
    }

    private Answer act(Visit visit, long number, String act) {
        if (!visit.posts()) {
            throw noPage();
        }
        Actor by = visit.session().actor();
        Form form = visit.form();
        People people = login.people();
        try {
            switch (act) {
                case "reset" -> {
                    return link(visit, people.reset(by, number, form.has("factors")));
                }
                case "disable" -> people.disable(by, number, successor(form));
                case "enable" -> people.enable(by, number);
                case "unlink" -> people.unlink(by, number);
                case "sessions" -> people.endSessions(by, number);
                case "name" -> people.rename(by, number, form.value("display"));
                case "roles" -> parts.newPeople().give(visit, number);
                default -> parts.newPeople().take(visit, number, act);
            }
            return Answer.redirect(HOME + "/" + number);
        } catch (Failed e) {
            return person(visit, number, parts.told(e));
        }
    }

    private static @Nullable Long successor(Form form) {
        String chosen = form.value("successor");
        return chosen.matches("[0-9]{1,18}") ? Long.valueOf(chosen) : null;
    }

    private static Frame frame(Visit visit, String title) {
        return visit.frame(title, Place.ADMIN);
    }

    private static Failed noPage() {
        return new Failed(new Failure.NotFound("There is no such page."));
    }
}
