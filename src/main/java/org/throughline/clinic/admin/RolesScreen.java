package org.throughline.clinic.admin;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.throughline.access.Duty;
import org.throughline.http.Answer;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.account.Actor;
import org.throughline.login.role.Role;
import org.throughline.login.role.Roles;
import org.throughline.ui.Pages;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/** {@code /admin/roles}: what each role may do, as a table to read and to change. */
public final class RolesScreen implements Screen {
    private static final String HOME = "/admin/roles";

    private final AdminParts parts;
    private final Roles roles;
    private final RoleForm reader;
    private final Pages pages;

    /** @param isType whether a name is that of a resource type */
    public RolesScreen(AdminParts parts, Predicate<String> isType, Pages pages) {
        this.parts = parts;
        this.roles = parts.login().roles();
        this.reader = new RoleForm(isType);
        this.pages = pages;
    }

    @Override
    public String what() {
        return "what roles may do";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.ROLES);
        List<String> path = visit.path().subList(2, visit.path().size());
        if (path.isEmpty() && visit.posts()) {
            return Answer.redirect(HOME + "/"
                    + roles.bring(visit.session().actor(), visit.form().value("bring")));
        }
        if (path.isEmpty()) {
            return pages.page(
                    200,
                    "clinic/admin/roles.jte",
                    Map.of(
                            "frame",
                            visit.frame("Roles", Place.ADMIN),
                            "view",
                            RoleViews.list(roles.all(), roles.missing())));
        }
        Role role = role(path.getFirst());
        if (!visit.posts() && path.size() == 1) {
            return page(visit, role, "");
        }
        String act = String.join("/", path.subList(1, path.size()));
        try {
            return visit.posts() ? act(visit, role, act) : noPage();
        } catch (Failed e) {
            return page(visit, role, parts.told(e));
        }
    }

    private Answer act(Visit visit, Role role, String act) {
        Actor by = visit.session().actor();
        return switch (act) {
            case "" -> {
                roles.change(by, reader.changed(role, visit.form()));
                yield Answer.redirect(HOME + "/" + role.number());
            }
            case "complete" -> {
                roles.complete(by, role.number(), version(visit));
                yield Answer.redirect(HOME + "/" + role.number());
            }
            case "copy" ->
                Answer.redirect(
                        HOME + "/" + roles.copy(by, role.number(), visit.form().value("name")));
            case "remove" -> {
                roles.remove(by, role.number());
                yield Answer.redirect(HOME);
            }
            default -> noPage();
        };
    }

    private Answer page(Visit visit, Role role, String failure) {
        return pages.page(
                failure.isEmpty() ? 200 : 422,
                "clinic/admin/role.jte",
                Map.of(
                        "frame", visit.frame(role.name(), Place.ADMIN),
                        "view", RoleViews.role(role, roles.lacking(role)),
                        "failure", failure));
    }

    private Role role(String number) {
        return number.matches("[0-9]{1,9}")
                ? roles.find(Integer.parseInt(number)).orElseThrow(RolesScreen::none)
                : noRole();
    }

    private static int version(Visit visit) {
        String text = visit.form().value("version");
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    }

    private static Role noRole() {
        throw none();
    }

    private static Answer noPage() {
        throw none();
    }

    private static Failed none() {
        return new Failed(new Failure.NotFound("There is no such page."));
    }
}
