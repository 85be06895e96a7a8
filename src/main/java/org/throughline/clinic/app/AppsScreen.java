package org.throughline.clinic.app;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Duty;
import org.throughline.http.Answer;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.kernel.Issue;
import org.throughline.login.account.AccountKind;
import org.throughline.login.role.Role;
import org.throughline.login.role.Roles;
import org.throughline.login.smart.app.App;
import org.throughline.login.smart.app.Apps;
import org.throughline.login.smart.app.Apps.Registered;
import org.throughline.login.smart.protocol.AuthorizationServer;
import org.throughline.ui.Pages;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/**
 * {@code /admin/apps}: the practice registers apps, changes and disables them, and sees who has granted them what.
 */
public final class AppsScreen implements Screen {
    private static final String ADDRESS = "/admin/apps";

    private final AuthorizationServer server;
    private final Apps apps;
    private final Roles roles;
    private final GrantViews views;
    private final Pages pages;

    public AppsScreen(AuthorizationServer server, Roles roles, GrantViews views, Pages pages) {
        this.server = server;
        this.apps = server.apps();
        this.roles = roles;
        this.views = views;
        this.pages = pages;
    }

    @Override
    public String what() {
        return "apps";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.APPS);
        List<String> path = visit.path();
        if (path.size() == 2) {
            return all(visit);
        }
        if (path.size() > 3) {
            throw new Failed(new Failure.NotFound("There is no such page."));
        }
        return path.getLast().equals("new") ? fresh(visit) : one(visit, apps.require(path.getLast()));
    }

    private Answer all(Visit visit) {
        return pages.page(
                200, "clinic/app/apps.jte", Map.of("frame", visit.frame("Apps", Place.ADMIN), "apps", apps.all()));
    }

    private Answer fresh(Visit visit) {
        if (!visit.posts()) {
            return form(visit, 200, AppForm.fresh());
        }
        AppForm typed = AppForm.typed("", visit.form());
        try {
            Registered registered = apps.register(visit.caller(), typed.registration(), role(typed));
            return registered.secret() == null
                    ? Answer.redirect(ADDRESS + "/" + registered.app().clientId())
                    : page(visit, 201, registered.app(), AppForm.of(registered.app()), registered.secret());
        } catch (Failed e) {
            return form(visit, 422, typed.with(faults(e)));
        }
    }

    private @Nullable Integer role(AppForm typed) {
        return typed.service() && !typed.role().isEmpty() ? (Integer) (int) Numbers.of(typed.role()) : null;
    }

    private Answer one(Visit visit, App app) {
        if (!visit.posts()) {
            return page(visit, 200, app, AppForm.of(app), "");
        }
        return switch (visit.form().value("act")) {
            case "save" -> save(visit, app);
            case "secret" -> page(visit, 200, app, AppForm.of(app), apps.renewSecret(visit.caller(), app.clientId()));
            case "disable", "enable" -> {
                apps.enable(
                        visit.caller(),
                        app.clientId(),
                        visit.form().value("act").equals("enable"));
                yield again(app);
            }
            case "revoke" -> {
                server.grants().end(visit.caller(), Numbers.of(visit.form().value("grant")), null);
                yield again(app);
            }
            default -> throw new Failed(new Failure.Malformed("value", "", "This form is not one of ours."));
        };
    }

    private Answer save(Visit visit, App app) {
        AppForm typed = AppForm.typed(app.clientId(), visit.form());
        try {
            Registered changed = apps.change(visit.caller(), app.clientId(), typed.registration());
            return changed.secret() == null
                    ? again(app)
                    : page(visit, 200, changed.app(), AppForm.of(changed.app()), changed.secret());
        } catch (Failed e) {
            return page(visit, 422, app, typed.with(faults(e)), "");
        }
    }

    private static Answer again(App app) {
        return Answer.redirect(ADDRESS + "/" + app.clientId());
    }

    private static List<Issue> faults(Failed failed) {
        if (failed.failure() instanceof Failure.Invalid invalid) {
            return invalid.issues();
        }
        throw failed;
    }

    private Answer form(Visit visit, int status, AppForm form) {
        return pages.page(
                status,
                "clinic/app/new.jte",
                Map.of("frame", visit.frame("New app", Place.ADMIN), "form", form, "roles", ofPrograms()));
    }

    private List<Role> ofPrograms() {
        return roles.all().stream()
                .filter(role -> role.suits(AccountKind.PROGRAM))
                .toList();
    }

    private Answer page(Visit visit, int status, App app, AppForm form, String secret) {
        return pages.page(
                status,
                "clinic/app/app.jte",
                Map.of(
                        "frame",
                        visit.frame(app.name(), Place.ADMIN),
                        "app",
                        app,
                        "form",
                        form,
                        "secret",
                        secret,
                        "grants",
                        views.of(visit.caller(), server.grants().ofApp(app))));
    }
}
